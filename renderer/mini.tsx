import { render } from 'preact'
import './styles/mini.css'
import { connect } from '../app/wire.ts'
import { MiniWindow } from './components/window/mini-window.tsx'

// Only the desktop host has a mini window, and its preload the way to main.
const root = document.getElementById('mini')
if (root && window.bridge) render(<MiniWindow wire={connect(window.bridge)} />, root)
