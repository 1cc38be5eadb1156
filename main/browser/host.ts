// What the browser host is made of, in one script, so that it is loaded and compiled once it is known where that is kept.
export { openKeptSecrets } from '../secrets/kept-secrets.ts'
export { startBrowserHost } from './host-server.ts'
