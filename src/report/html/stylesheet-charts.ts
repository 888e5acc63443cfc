/** Figures. Rules win over the presentation attributes that the SVG carries for pages without a style sheet. */
export const chartRules = `
.chart{margin:0 0 2.5rem}
.chart h3{margin:0}
.numbers .scroll{max-height:22rem;overflow-y:auto}
.chart .note{margin:0 0 .25rem}
.over-time{margin-top:1.25rem}
.stage{position:relative}
.stage>svg{display:block;width:calc(100% - 48px)}
.layer{position:absolute;left:48px;right:0;cursor:crosshair;touch-action:pan-y;user-select:none}
.cursor{position:absolute;top:0;bottom:0;border-left:1px solid var(--ink)}
.selection{position:absolute;top:0;bottom:0;background:var(--accent);opacity:.2}
.readout{position:absolute;top:.25rem;z-index:1;max-width:70%;padding:.25rem .5rem;background:var(--surface);border:1px solid var(--muted);border-radius:4px;font-size:.8125rem;line-height:1.4;pointer-events:none}
.reset{margin:.25rem 0;padding:.2rem .75rem;border:1px solid;border-radius:4px;background:none;color:var(--accent);font:inherit;font-size:.8125rem;cursor:pointer}
.legend{display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:0 0 .5rem;padding:0;list-style:none;font-size:.875rem;color:var(--muted)}
.legend svg{vertical-align:-.1em}
.grid{stroke:var(--rule);stroke-opacity:1}
.axis{stroke:var(--muted);stroke-opacity:1}
.tick{fill:var(--muted);font-size:12px}
.line.accent{stroke:var(--accent)}
.line.ink{stroke:var(--ink)}
.line.soft,.line.faint{stroke:var(--muted)}
.line.alarm{stroke:var(--failed)}
.line.second{stroke:var(--second)}.line.third{stroke:var(--third)}.line.fourth{stroke:var(--fourth)}
.under.accent{fill:var(--accent)}.under.second{fill:var(--second)}.under.third{fill:var(--third)}.under.fourth{fill:var(--fourth)}
.phase{fill:var(--ink);fill-opacity:.06}
.fault{fill:var(--failed);fill-opacity:.12}
.edge{stroke:var(--muted)}
.aligned td{text-align:right;white-space:nowrap}.aligned thead th+th{text-align:right}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
`;
