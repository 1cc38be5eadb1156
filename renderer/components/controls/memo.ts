import { Component, createElement, type FunctionComponent } from 'preact'

/**
 * A component that is drawn again only for properties that are not the same, or by itself: for rows of lists, which are asked for
 * at every step of the wheel. Preact's own is part of a second library.
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
