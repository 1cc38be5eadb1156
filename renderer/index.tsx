import { render } from 'preact'
import './style.css'
import { start } from './actions/start.ts'
import { App } from './components/window/app.tsx'
import { loadLater } from './components/window/lazily.tsx'
import { speakLanguageOfPage } from './language.ts'

const root = document.getElementById('app')
const started = start()
void speakLanguageOfPage()
  .then(() => root && render(<App />, root))
  .then(() => started)
  .then(loadLater)
