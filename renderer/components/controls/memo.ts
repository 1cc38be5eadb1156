import { Component, createElement, type FunctionComponent } from 'preact'

/**
 * A component that is only drawn again when its properties change or by itself: for rows of lists, which would otherwise be drawn at every
 * step of the wheel. Preact's own version is part of a second library.
 */
export function memo<Props extends object>(drawn: FunctionComponent<Props>): new () => Component<Props> {
  return class extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const names = Object.keys({ ...this.props, ...next }) as (keyof Props)[]
      return names.some(name => this.props[name] !== next[name])
    }
    render() {
      return createElement(drawn, this.props)
    }
  }
}
