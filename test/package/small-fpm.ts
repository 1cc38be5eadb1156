#!/usr/bin/env node
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type FpmRequest, readFpmArguments } from './fpm-arguments.ts'
import { debControl, one, rpmSpec } from './package-description.ts'

/**
 * Stands where electron-builder calls fpm, which it would download: makes the deb with `dpkg-deb` and the rpm with
 * `rpmbuild`, of the same files, scripts and descriptions, without squeezing them much.
 */
const request = readFpmArguments(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'parley-fpm-'))
try {
  const tree = join(folder, 'tree')
  for (const { from, to } of request.mappings) {
    mkdirSync(dirname(join(tree, to)), { recursive: true })
    cpSync(from, join(tree, to), { recursive: true })
  }
  const build = { deb: buildDeb, rpm: buildRpm }[request.target]
  build(request, tree)
} finally {
  rmSync(folder, { recursive: true })
}

function buildDeb(request: FpmRequest, tree: string): void {
  mkdirSync(join(tree, 'DEBIAN'))
  writeFileSync(join(tree, 'DEBIAN', 'control'), debControl(request))
  writeFileSync(join(tree, 'DEBIAN', 'postinst'), script(request, '--after-install'), { mode: 0o755 })
  writeFileSync(join(tree, 'DEBIAN', 'postrm'), script(request, '--after-remove'), { mode: 0o755 })
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, one(request, '--package')])
}

function buildRpm(request: FpmRequest, tree: string): void {
  const files = readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name).slice(tree.length))
  const scripts = { post: script(request, '--after-install'), postun: script(request, '--after-remove') }
  const spec = join(folder, 'package.spec')
  writeFileSync(spec, rpmSpec(request, files, scripts))
  const defines = {
    _topdir: join(folder, 'rpm'),
    _rpmdir: join(folder, 'made'),
    _rpmfilename: 'made.rpm',
    _binary_payload: 'w1.gzdio',
    __os_install_post: '%{nil}',
  }
  const defined = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  const target = one(request, '--architecture').replace('amd64', 'x86_64')
  execFileSync('rpmbuild', ['-bb', '--target', target, '--buildroot', tree, ...defined, spec], { stdio: 'pipe' })
  cpSync(join(folder, 'made', 'made.rpm'), one(request, '--package'))
}

function script(request: FpmRequest, option: string): string {
  return readFileSync(one(request, option), 'utf8')
}
