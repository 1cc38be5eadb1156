import { render } from 'preact'
import './style.css'
import { start } from './actions/start.ts'
import { App } from './components/app.tsx'
import { loadLater } from './components/lazily.tsx'

const root = document.getElementById('app')
if (root) render(<App />, root)
void start().then(loadLater)
