import { X } from 'lucide'
import { sentenceOf } from '../../../app/errors.ts'
import { words } from '../../../app/words/words.ts'
import { dismissTransfer, stopTransfer } from '../../actions/transfers.ts'
import { type Transfer, transfers } from '../../state/library.ts'
import { IconButton } from '../controls/icon-button.tsx'

/** The progress of exports and imports, and their results. */
export function TransferList() {
  return (
    <section class="transfers" aria-label={words.transfer.list}>
      {transfers.value.map(transfer => (
        <TransferRow key={transfer.id} transfer={transfer} />
      ))}
    </section>
  )
}

function TransferRow({ transfer }: { transfer: Transfer }) {
  const { state, kind, name } = transfer
  if (state.name === 'running') {
    const { progress } = state
    const title = kind === 'export' ? words.transfer.exporting(name) : words.transfer.importing(name)
    return (
      <div class="banner transfer">
        <p class="transfer-name">{title}</p>
        <progress
          aria-label={title}
          {...(progress ? { max: Math.max(1, progress.totalBytes), value: progress.doneBytes } : {})}
        />
        <p class="transfer-size">{progress && words.transfer.progress(progress.doneBytes, progress.totalBytes)}</p>
        <button type="button" class="button" onClick={() => void stopTransfer(transfer)}>
          {words.transfer.stop}
        </button>
      </div>
    )
  }
  return (
    <div class={`banner transfer ${state.name === 'failed' ? 'transfer-failed' : ''}`}>
      <div class="transfer-outcome" role={state.name === 'failed' ? 'alert' : 'status'}>
        <Outcome state={state} />
      </div>
      <IconButton icon={X} label={words.transfer.dismiss} onClick={() => dismissTransfer(transfer.id)} />
    </div>
  )
}

function Outcome({ state }: { state: Exclude<Transfer['state'], { name: 'running' }> }) {
  switch (state.name) {
    case 'exported':
      return <p>{words.transfer.exported(state.file.name, state.file.bytes)}</p>
    case 'imported':
      return <Summary summary={state.summary} />
    case 'failed':
      return (
        <>
          <p>{sentenceOf(state.failure)}</p>
          {state.summary && <Summary summary={state.summary} />}
        </>
      )
  }
}

function Summary({ summary }: { summary: Extract<Transfer['state'], { name: 'imported' }>['summary'] }) {
  const { problems, moreProblems } = summary
  return (
    <>
      <p>{words.transfer.imported(summary)}</p>
      {problems.length > 0 && (
        <details>
          <summary>{words.transfer.problems(problems.length + moreProblems)}</summary>
          <ul class="transfer-problems">
            {problems.map(sentenceOf).map(problem => (
              <li key={problem}>{problem}</li>
            ))}
            {moreProblems > 0 && <li>{words.transfer.moreProblems(moreProblems)}</li>}
          </ul>
        </details>
      )}
    </>
  )
}
