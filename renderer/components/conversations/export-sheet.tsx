import { useState } from 'preact/hooks'
import type { Conversation } from '../../../app/conversation.ts'
import type { ExportCaptions, ExportSound } from '../../../app/library/exchange.ts'
import { shownTitle } from '../../../app/words/shown-title.ts'
import { words } from '../../../app/words/words.ts'
import { closeSheet } from '../../actions/settings.ts'
import { startExport } from '../../actions/transfers.ts'
import { CheckField } from '../controls/check-field.tsx'
import { ChoiceField } from '../controls/choice-field.tsx'
import { Sheet } from '../controls/sheet.tsx'

/** Asks what to export, and how. */
export function ExportSheet({
  conversations,
}: {
  conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed'>[]
}) {
  return (
    <Sheet title={words.transfer.exportTitle} closeLabel={words.transfer.exportClose} class="sheet-small">
      <ExportForm conversations={conversations} />
    </Sheet>
  )
}

function ExportForm({ conversations }: { conversations: readonly Pick<Conversation, 'id' | 'title' | 'isNamed'>[] }) {
  const { transfer } = words
  const [first, ...others] = conversations
  const [scope, setScope] = useState<'some' | 'all'>(first ? 'some' : 'all')
  const [sound, setSound] = useState<ExportSound>('wav')
  const [captions, setCaptions] = useState<ExportCaptions>('none')
  const [wantsMixed, setWantsMixed] = useState(false)
  const some = first && others.length === 0 ? transfer.one(shownTitle(first)) : transfer.some(conversations.length)
  const isOne = scope === 'some' && others.length === 0
  const isMixed = isOne && wantsMixed
  const hasSound = isMixed || sound !== 'none'
  const start = () => {
    const meant =
      scope === 'all'
        ? ({ kind: 'all' } as const)
        : ({ kind: 'some', conversationIds: conversations.map(({ id }) => id) } as const)
    const options = { scope: meant, sound, captions: hasSound ? captions : 'none', isMixed } as const
    void startExport(options, scope === 'all' ? transfer.all : some)
  }
  return (
    <form
      class="export"
      onSubmit={event => {
        event.preventDefault()
        start()
      }}
    >
      {first ? (
        <ChoiceField
          legend={transfer.scope}
          choices={{ some, all: transfer.all }}
          chosen={scope}
          onChoose={choice => setScope(choice)}
        />
      ) : (
        <p>{transfer.all}</p>
      )}
      {isOne && (
        <CheckField label={transfer.mixed} hint={transfer.mixedHint} isChecked={wantsMixed} onChange={setWantsMixed} />
      )}
      {!isMixed && (
        <ChoiceField
          legend={transfer.sound}
          choices={transfer.sounds}
          hints={transfer.soundHints}
          chosen={sound}
          onChoose={choice => setSound(choice)}
        />
      )}
      {hasSound && (
        <ChoiceField
          legend={transfer.captions}
          choices={transfer.captionsOf}
          chosen={captions}
          onChoose={choice => setCaptions(choice)}
        />
      )}
      <div class="buttons buttons-end">
        <button type="button" class="button" onClick={closeSheet}>
          {transfer.exportCancel}
        </button>
        <button type="submit" class="button button-main">
          {transfer.exportStart}
        </button>
      </div>
    </form>
  )
}
