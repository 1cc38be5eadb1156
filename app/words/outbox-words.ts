/** What the window says from its beginning about questions that wait to be sent and replies that come late. A part of `words`. */
export const outboxWords = {
  outbox: {
    place: 'Waiting',
    placeCount: (n: number) => `Waiting (${n})`,
    phase: 'Waiting to be sent',
    newReply: 'New reply',
    late: (title: string) => `A reply has come late, in “${title}”.`,
    notice: 'A reply has come',
  },
}
