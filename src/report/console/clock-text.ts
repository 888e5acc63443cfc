/** Time since the start as a clock shows it: `00:45`, `1:02:03`. Of one width for the whole of a usual run. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.max(ms, 0) / 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}
