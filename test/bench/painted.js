/*
 * Runs in the window before anything else and measures what is seen: from the moment the wire is open until the window is painted
 * with its conversations, from the end of their list being reached until further ones are, and from a click on the n-th until its
 * turns are.
 */
void (() => {
  const untilPainted = (beganAt, isThere) =>
    new Promise(resolve => {
      const look = () => {
        if (!isThere()) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - beganAt())
          port2.postMessage(null)
        })
      }
      const observer = new MutationObserver(look)
      observer.observe(document, { childList: true, subtree: true, attributes: true })
      look()
    })
  let openedAt = 0
  const Socket = window.WebSocket
  window.WebSocket = class extends Socket {
    constructor(...args) {
      super(...args)
      this.addEventListener('open', () => {
        openedAt = performance.now()
      })
    }
  }
  const items = () => [...document.querySelectorAll('.conversation-list .conversation-item')]
  window.painted = {
    list: untilPainted(
      () => openedAt,
      () => items().length > 0,
    ),
    more() {
      const list = document.querySelector('.conversations')
      const { scrollHeight } = list
      const beganAt = performance.now()
      list.scrollTop = scrollHeight
      return untilPainted(
        () => beganAt,
        () => list.scrollHeight > scrollHeight,
      )
    },
    open(n) {
      const item = items()[n]
      const title = item.querySelector('.conversation-title').textContent
      const beganAt = performance.now()
      const shown = () =>
        document.querySelector('h1')?.textContent === title && document.querySelector('[role=log] article') !== null
      item.click()
      return untilPainted(() => beganAt, shown)
    },
  }
})()
