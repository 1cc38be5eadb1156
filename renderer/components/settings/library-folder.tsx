import { useEffect, useState } from 'preact/hooks'
import { type Failure, sentenceOf, unhandled } from '../../../app/errors.ts'
import type { LibraryMove } from '../../../app/library/library-move.ts'
import { words } from '../../../app/words/words.ts'
import { cancelMove, continueMove, moveLibrary, readMove, takeLibraryIn } from '../../actions/library-move.ts'
import { libraryMove } from '../../state/library.ts'
import { status } from '../../state/main.ts'
import { FolderField } from '../controls/folder-field.tsx'
import { RevealButton } from './reveal-button.tsx'

/** Where the library is, and moving it to another folder. */
export function LibraryFolder() {
  const [refused, setRefused] = useState<{ failure: Failure; during: LibraryMove['name'] } | null>(null)
  useEffect(() => void readMove(), [])
  const library = status.value?.library
  const move = libraryMove.value
  const show = (failure: Failure) => setRefused({ failure, during: libraryMove.value.name })
  // An earlier refusal is out of date once something else is under way.
  const failure = refused?.during === move.name ? refused.failure : null
  const moveTo = (folder: string) => moveLibrary(folder, show)
  const useIn = (folder: string) => takeLibraryIn(folder, show)
  if (!library) return null
  return (
    <section class="library-folder">
      <p>{library.failure ? words.move.wasIn : words.move.isIn}</p>
      <p class="path">{library.folder}</p>
      {!library.failure && <RevealButton folder="library" />}
      {library.failure ? (
        <FolderField label={words.move.elsewhere} submit={words.move.use} onSubmit={useIn} failure={failure} />
      ) : (
        <>
          <Standing move={move} show={show} />
          {(move.name === 'none' || move.name === 'moved') && (
            <FolderField
              label={words.move.to}
              hint={words.move.hint}
              submit={words.move.move}
              onSubmit={moveTo}
              failure={failure}
            />
          )}
          {move.name !== 'none' && move.name !== 'moved' && failure && (
            <p class="field-error" role="alert">
              {sentenceOf(failure)}
            </p>
          )}
        </>
      )}
    </section>
  )
}

function Standing({ move, show }: { move: LibraryMove; show: (failure: Failure) => void }) {
  switch (move.name) {
    case 'none':
      return null
    case 'moving':
      return <Moving move={move} show={show} />
    case 'unfinished':
    case 'unremoved': {
      const told = words.move[move.name]
      return (
        <>
          <p role="status">{told.said(move.folder)}</p>
          {move.failure && <p class="field-error">{sentenceOf(move.failure)}</p>}
          <div class="buttons">
            <button type="button" class="button button-main" onClick={() => void continueMove(show)}>
              {told.goOn}
            </button>
            <button type="button" class="button" onClick={() => void cancelMove(show)}>
              {told.giveUp}
            </button>
          </div>
        </>
      )
    }
    case 'moved':
      return (
        <div role="status">
          <p>{words.move.moved(move.from)}</p>
          {move.left.length > 0 && <p class="field-hint">{words.move.left(move.from, move.left)}</p>}
          {move.damaged.length > 0 && <p class="field-error">{words.move.damaged(move.damaged)}</p>}
        </div>
      )
    default:
      throw unhandled(move)
  }
}

function Moving({ move, show }: { move: Extract<LibraryMove, { name: 'moving' }>; show: (failure: Failure) => void }) {
  const { folder, phase, doneBytes, totalBytes } = move
  const isCounted = totalBytes > 0
  return (
    <>
      <p>{words.move.phases[phase](folder)}</p>
      <progress aria-label={words.move.progress} {...(isCounted ? { max: totalBytes, value: doneBytes } : {})} />
      <p class="field-hint">{isCounted ? words.move.bytes(doneBytes, totalBytes) : words.move.goesOn}</p>
      {phase !== 'removing' && (
        <div class="buttons">
          <button type="button" class="button" onClick={() => void cancelMove(show)}>
            {words.move.cancel}
          </button>
        </div>
      )}
    </>
  )
}
