/** Paths that are told apart by color; of more than these the colors come again, and their numbers differ. */
export const hueCount = 6;

/** The class that gives a mark its path's color; the colors themselves are VS Code's, in `styles/hues.css`. */
export function hueClass(hue: number): string {
  return `hue-${hue === 0 ? 0 : ((hue - 1) % hueCount) + 1}`;
}
