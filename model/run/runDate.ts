/** When a run began, as short as it tells runs apart: without the year where it is this one. */
export function formatRunDate(time: number, language: string, now = new Date()): string {
  const isThisYear = new Date(time).getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language, {
    ...(isThisYear ? {} : { year: "numeric" }),
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(time);
}
