import type { Page } from '@playwright/test'

/** The result of an attempt: it succeeded, or the browser refused. */
export type Outcome = 'done' | 'refused'

/**
 * Tries what an intruder in a page would try: running scripts, loading and sending things elsewhere, showing what is not Parley's.
 * @param elsewhere address of another server, without a slash at its end
 */
export async function attemptAll(page: Page, elsewhere: string): Promise<Record<string, Outcome>> {
  // As text, because here `import` would become the test runner's.
  await page.evaluate('globalThis.importFrom = url => import(url)')
  return page.evaluate(attemptInPage, elsewhere)
}

/** Sent to the page as text, so it uses nothing from outside. */
async function attemptInPage(elsewhere: string): Promise<Record<string, Outcome>> {
  const marked = globalThis as unknown as { ran?: boolean; importFrom(url: string): Promise<unknown> }
  const nextTask = () => new Promise(resolve => setTimeout(resolve))
  // Code that a test runs in a page is exempt from the policy; what a page does by itself is not.
  await nextTask()
  const script = 'globalThis.ran = true'
  const blobUrl = (text: string, type = 'text/javascript') => URL.createObjectURL(new Blob([text], { type }))
  const dataUrl = `data:text/javascript,${encodeURIComponent(script)}`
  const loaded = (target: EventTarget, name = 'load') =>
    new Promise<void>((resolve, reject) => {
      target.addEventListener(name, () => resolve())
      target.addEventListener('error', () => reject(new Error('refused')))
    })
  const shown = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    set: (it: HTMLElementTagNameMap[Name]) => void,
  ) => {
    const element = document.createElement(name)
    const come = loaded(element)
    set(element)
    document.body.append(element)
    return come
  }
  // A refused page loads as an error page. Only the real one tells its parent that it has loaded.
  const telltale = '<script>parent.postMessage(1, "*")</script>'
  const telling: typeof shown = (name, set) => {
    void shown(name, set).catch(() => undefined)
    return loaded(globalThis, 'message')
  }
  const ran = () => {
    if (marked.ran !== true) throw new Error('refused')
  }
  const worker = (url: string) => {
    const started = new Worker(url)
    const answered = loaded(started, 'message')
    started.postMessage('')
    return answered
  }
  const answering = 'onmessage = () => postMessage(1)'
  const module = 'registerProcessor("p", class extends AudioWorkletProcessor { process() { return false } })'

  const allowScripts = (name: string) => {
    const { trustedTypes } = globalThis as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): unknown }
    }
    const pass = (text: string) => text
    trustedTypes.createPolicy(name, { createHTML: pass, createScript: pass, createScriptURL: pass })
  }

  const attempts: Record<string, () => unknown> = {
    'an inline script': () => {
      const element = document.createElement('script')
      element.append(script)
      document.body.append(element)
      ran()
    },
    'an inline handler': () => {
      const element = document.createElement('button')
      element.setAttribute('onclick', script)
      element.click()
      ran()
    },
    'HTML with a handler': () => {
      document.createElement('div').innerHTML = '<b>markup</b>'
    },
    eval: () => {
      // biome-ignore lint/security/noGlobalEval: that it does nothing is what is shown
      globalThis.eval(script)
      ran()
    },
    'a function made of text': () => {
      new Function(script)()
      ran()
    },
    'a timer made of text': async () => {
      setTimeout(script as never)
      await nextTask()
      ran()
    },
    WebAssembly: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
    'a policy of its own for scripts': () => allowScripts('attempt'),
    'the window’s own policy once more': () => allowScripts('socket-worker'),
    'a script from elsewhere': () => shown('script', it => (it.src = `${elsewhere}/script.js`)),
    'a module from a blob': () => marked.importFrom(blobUrl(script)),
    'a module from data': () => marked.importFrom(dataUrl),
    'a module from elsewhere': () => marked.importFrom(`${elsewhere}/module.js`),
    'a worker from a blob': () => worker(blobUrl(answering)),
    'a worker from data': () => worker(`data:text/javascript,${encodeURIComponent(answering)}`),
    'a shared worker from a blob': () => {
      const { port } = new SharedWorker(blobUrl('onconnect = ({ ports }) => ports[0].postMessage(1)'))
      port.start()
      return loaded(port, 'message')
    },
    'a service worker': () => navigator.serviceWorker.register('/worker.js'),
    'a worker by its plain address': () => worker('/answering.js'),
    'a worklet from a blob': () => new OfflineAudioContext(1, 1, 24_000).audioWorklet.addModule(blobUrl(module)),
    'a worklet from data': () =>
      new OfflineAudioContext(1, 1, 24_000).audioWorklet.addModule(
        `data:text/javascript,${encodeURIComponent(module)}`,
      ),
    'fetching from elsewhere': () => fetch(`${elsewhere}/fetched`),
    'asking elsewhere the old way': () => {
      const request = new XMLHttpRequest()
      request.open('GET', `${elsewhere}/asked`)
      request.send()
      return loaded(request)
    },
    'a beacon': async () => {
      if (!navigator.sendBeacon(`${elsewhere}/beacon`, 'told')) throw new Error('refused')
      await nextTask()
    },
    'events from elsewhere': () => {
      const source = new EventSource(`${elsewhere}/events`)
      return loaded(source, 'open').finally(() => source.close())
    },
    'a socket to elsewhere': () => loaded(new WebSocket(`${elsewhere.replace('http', 'ws')}/socket`), 'open'),
    'a picture from elsewhere': () => shown('img', it => (it.src = `${elsewhere}/picture.svg`)),
    'a style from elsewhere': () =>
      shown('link', it => Object.assign(it, { rel: 'stylesheet', href: `${elsewhere}/style.css` })),
    'a style in the page': () => {
      const element = document.createElement('style')
      element.append('body { --styled: 1 }')
      document.body.append(element)
      if (getComputedStyle(document.body).getPropertyValue('--styled') === '') throw new Error('refused')
    },
    'a frame from elsewhere': () => telling('iframe', it => Object.assign(it, { src: `${elsewhere}/frame` })),
    'a frame from a blob': () => telling('iframe', it => Object.assign(it, { src: blobUrl(telltale, 'text/html') })),
    'a plugin': () => telling('object', it => Object.assign(it, { type: 'text/html', data: `${elsewhere}/plugin` })),
    'an embedded page': () =>
      telling('embed', it => Object.assign(it, { type: 'text/html', src: `${elsewhere}/embedded` })),
    'another base for addresses': () => {
      const base = document.createElement('base')
      base.href = `${elsewhere}/base/`
      document.head.append(base)
      const isMoved = document.baseURI.endsWith('/base/')
      base.remove()
      if (!isMoved) throw new Error('refused')
    },
    'a form': () => {
      const frame = document.createElement('iframe')
      frame.name = 'answer'
      document.body.append(frame)
      const form = document.createElement('form')
      Object.assign(form, { action: `${elsewhere}/form`, target: 'answer' })
      document.body.append(form)
      form.submit()
      return loaded(globalThis, 'message')
    },
  }

  const outcomes: Record<string, Outcome> = {}
  for (const [name, attempt] of Object.entries(attempts)) {
    marked.ran = false
    // Reports of earlier refusals are not about this attempt.
    await nextTask()
    await nextTask()
    const violation = new Promise<Outcome>(resolve =>
      document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true }),
    )
    const result = (async () => attempt())().then(
      (): Outcome => 'done',
      (): Outcome => 'refused',
    )
    outcomes[name] = await Promise.race([violation, result])
  }
  return outcomes
}
