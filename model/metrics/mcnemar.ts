/**
 * McNemar's exact test of two that answered the same questions, of which so many were answered right by one of them
 * alone: how likely a gap at least as large is where each such question is as likely to be one's as the other's
 * (two-sided, by the binomial distribution; McNemar 1947).
 */
export function mcnemar(onlyOne: number, onlyOther: number): number {
  const all = onlyOne + onlyOther;
  const least = Math.min(onlyOne, onlyOther);
  if (2 * least === all) return 1;
  // The logarithm of how likely exactly so many are, from none upward: powers of ½ are too small themselves.
  let each = -all * Math.LN2;
  let sum = 0;
  for (let count = 0; count <= least; count++) {
    sum += Math.exp(each);
    each += Math.log(all - count) - Math.log(count + 1);
  }
  return Math.min(1, 2 * sum);
}

/**
 * Which of several tests tell of more than chance, where the risk that any of them does so by chance alone is at most
 * `risk` (Holm 1979): the more tests, the less each can be trusted.
 */
export function beyondChance(likelihoods: readonly number[], risk: number): readonly boolean[] {
  const order = [...likelihoods.keys()].toSorted(
    (a, b) => (likelihoods[a] ?? 1) - (likelihoods[b] ?? 1),
  );
  const beyond = likelihoods.map(() => false);
  for (const [place, test] of order.entries()) {
    if ((likelihoods[test] ?? 1) > risk / (likelihoods.length - place)) break;
    beyond[test] = true;
  }
  return beyond;
}
