import type { Device } from '../../../app/settings.ts'
import { words } from '../../../app/words/words.ts'

/** Chooses a device, with the system's default first. A chosen device that is missing stays in the list, marked. */
export function DeviceSelect(props: {
  id?: string
  label?: string
  class?: string
  devices: readonly Device[]
  chosen: Device | null
  defaultLabel: string
  unnamed: (n: number) => string
  onChoose: (device: Device | null) => void
}) {
  const { devices, chosen } = props
  const present = chosen && devices.find(device => isSame(device, chosen))
  const isMissing = chosen !== null && !present
  return (
    <select
      id={props.id}
      class={props.class}
      aria-label={props.label}
      value={(present ?? chosen)?.deviceId ?? ''}
      onChange={event => {
        const { value } = event.currentTarget
        props.onChoose(devices.find(({ deviceId }) => deviceId === value) ?? null)
      }}
    >
      <option value="">{props.defaultLabel}</option>
      {isMissing && <option value={chosen.deviceId}>{words.microphone.missing(chosen.label)}</option>}
      {devices.map((device, i) => (
        <option key={device.deviceId} value={device.deviceId}>
          {device.label || props.unnamed(i + 1)}
        </option>
      ))}
    </select>
  )
}

function isSame(device: Device, chosen: Device): boolean {
  return device.deviceId === chosen.deviceId || (device.label !== '' && device.label === chosen.label)
}
