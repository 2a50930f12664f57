/**
 * The wished positions, moved as little as needed to stand at least `gap` apart in their order.
 * Pushes down first, then back up around the middle of each crowd.
 */
export function spread(wished: readonly number[], gap: number): readonly number[] {
  // Each crowd is a run of positions that stand exactly `gap` apart around their common middle.
  const crowds: { count: number; total: number }[] = [];
  const topOf = ({ count, total }: { count: number; total: number }): number =>
    total / count - ((count - 1) * gap) / 2;
  for (const position of wished) {
    crowds.push({ count: 1, total: position });
    for (;;) {
      const last = crowds[crowds.length - 1];
      const before = crowds[crowds.length - 2];
      if (last === undefined || before === undefined) break;
      if (topOf(last) >= topOf(before) + before.count * gap) break;
      crowds.splice(-2, 2, {
        count: before.count + last.count,
        total: before.total + last.total,
      });
    }
  }
  return crowds.flatMap((crowd) =>
    Array.from({ length: crowd.count }, (_, index) => topOf(crowd) + index * gap),
  );
}
