import { readdirSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../build/bundles.ts'

// GitHub's own parser of workflows leaves out that its schema is JSON, which Node insists on.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
})
const { NoOperationTraceWriter, parseWorkflow } = await import('@actions/workflow-parser')
hooks.deregister()

const folder = join(root, '.github', 'workflows')
const workflows = readdirSync(folder).map(name => ({ name, content: readFileSync(join(folder, name), 'utf8') }))

/** What GitHub would say against a workflow. */
function errorsOf(workflow: { name: string; content: string }): string[] {
  const { context } = parseWorkflow(workflow, new NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}

describe.each(workflows)('$name', workflow => {
  test('is a workflow as GitHub reads them', () => {
    expect(errorsOf(workflow)).toEqual([])
  })

  test('is really read', () => {
    expect(errorsOf({ ...workflow, content: workflow.content.replace('runs-on', 'runs') })).not.toEqual([])
  })

  test('uses GitHub’s own actions, each pinned by a commit and named by its release', () => {
    const used = [...workflow.content.matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action = '']) => action)
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter(action => !/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([])
  })

  test('may read, unless a job says what else, and leaves no token behind', () => {
    expect(workflow.content).toContain('\npermissions:\n  contents: read\n')
    const checkouts = workflow.content.match(/actions\/checkout@.*\n +with:\n +persist-credentials: false\n/g)
    expect(checkouts?.length).toBe(workflow.content.match(/actions\/checkout@/g)?.length)
  })

  test('puts nothing that others chose into a shell', () => {
    const commands = [...workflow.content.matchAll(/^ +(?:- )?run: (\|\n(?:(?: {10}.*)?\n)+|.*)/gm)].map(
      ([, text]) => text,
    )
    expect(commands.filter(text => text?.includes('${{'))).toEqual([])
  })
})

test('a change is not looked at with the keys that sign', () => {
  const used = workflows.filter(({ content }) => /\$\{\{[^}]*secrets\./.test(content)).map(({ name }) => name)
  expect(used).toEqual(['release.yml'])
  const { content = '' } = workflows.find(({ name }) => name === 'release.yml') ?? {}
  expect(/^on:\n((?: .*\n)*)/m.exec(content)?.[1]).toBe('  push:\n    tags: ["v*"]\n')
})

test('what is built is published by nobody but the job that looked at all of it', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(scripts.package).toContain('electron-builder --publish never')
  const published = workflows.flatMap(({ content }) => content.match(/gh release .*|--publish \w+/g) ?? [])
  expect(published).toEqual([expect.stringMatching(/^gh release create "\$TAG" --draft --verify-tag /)])
})
