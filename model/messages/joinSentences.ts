/** One text of those that are not empty, each ended with a period where it has no end of its own. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences
    .filter((sentence) => sentence !== "")
    .map((sentence) => (/[.!?:。！？：]$/u.test(sentence) ? sentence : `${sentence}.`))
    .reduce((text, sentence) => {
      const isClosed = text === "" || /[。！？：]$/u.test(text);
      return isClosed ? `${text}${sentence}` : `${text} ${sentence}`;
    }, "");
}
