/** Figures. Rules win over the presentation attributes that the SVG carries for pages without a style sheet. */
export const chartRules = `
.chart{margin:0 0 2.5rem}
.chart h3{margin:0}
.numbers .scroll{max-height:22rem;overflow-y:auto}
.chart .note{margin:0 0 .25rem}
.over-time{margin-top:1.25rem}
.chart>svg{display:block;width:calc(100% - 48px)}
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
