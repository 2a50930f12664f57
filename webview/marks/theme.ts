/** The class that gives a mark its path's color; the colors themselves are VS Code's, in `styles/hues.css`. */
export function hueClass(hue: number): string {
  return `hue-${hue === 0 ? 0 : ((hue - 1) % 4) + 1}`;
}
