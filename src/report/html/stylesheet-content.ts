/** Tables, disclosures, lists and code. */
export const contentRules = `
.scroll{overflow-x:auto;margin:0 0 1.25rem;background:linear-gradient(var(--ground),var(--ground)) left/1rem 100% no-repeat local,linear-gradient(var(--ground),var(--ground)) right/1rem 100% no-repeat local,linear-gradient(to right,var(--rule),transparent) left/.75rem 100% no-repeat scroll,linear-gradient(to left,var(--rule),transparent) right/.75rem 100% no-repeat scroll}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
caption{max-width:calc(100vw - 2rem);padding:0 0 .5rem;text-align:left;color:var(--muted);font-size:.875rem}
th,td{padding:.5rem .875rem .5rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-size:.8125rem;font-weight:500;white-space:nowrap}
.sort{position:relative;padding:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer}
.sort:hover{color:var(--accent);text-decoration:underline}
[aria-sort]>.sort::after{position:absolute;left:100%;content:"▲" / ""}
[aria-sort=descending]>.sort::after{content:"▼" / ""}
.number[aria-sort]>.sort::after,.aligned th+[aria-sort]>.sort::after{left:auto;right:100%}
tbody th{font-weight:500}
.number{text-align:right;white-space:nowrap}
.number+td:not(.number),.number+th:not(.number){padding-left:1.25rem}
.number small{display:inline-block;min-width:3.5em}
.scroll tbody th,.scroll tfoot th{min-width:9rem;overflow-wrap:break-word}
.scroll td{overflow-wrap:normal}
.scroll code{overflow-wrap:anywhere}
tfoot>tr>*{font-weight:600}
.checks{table-layout:fixed;margin-bottom:1.75rem}
.checks thead th:first-child{width:8rem}
.checks thead th:last-child{width:30%}
tbody th .note{font-weight:400}
tbody div.note{line-height:1.4}
#operations .scroll:first-of-type{max-width:40rem}
.checks tbody tr:first-child>*{border-bottom:0;padding-bottom:0}
.checks tbody tr:last-child>td{padding-top:.125rem}
.checks tbody:target,tr:target{background:var(--inset)}
details{margin:.25rem 0 .5rem}
summary{cursor:pointer;color:var(--accent);font-size:.875rem;padding:.2rem 0}
.folded>summary{font-size:1rem}
.folded .checks{margin-top:1rem}
details .scroll,details pre{margin:.5rem 0 .75rem}
pre{margin:0;padding:.875rem 1rem;background:var(--inset);border-radius:6px;overflow-x:auto;line-height:1.5;overflow-wrap:normal;tab-size:2}
.value{padding:.05em .3em;background:var(--inset);border-radius:3px;white-space:pre-wrap;overflow-wrap:anywhere}
.tiles .value{padding:0;background:none}
.null{color:var(--muted);font-size:.875em}
.error{margin:.25rem 0;color:var(--failed)}
.empty{color:var(--muted)}
.plain{margin:0;padding:0;list-style:none}
.messages{margin:0 0 1rem;padding-left:1.2em}
.messages li{margin:.25rem 0}
.facts{margin:0 0 1.25rem}
.facts div{display:grid;grid-template-columns:10rem 1fr;gap:0 1rem;padding:.5rem 0;border-bottom:1px solid var(--rule);font-size:.9375rem}
.facts dt{color:var(--muted)}
.facts dd{margin:0;min-width:0}
.digest{display:block}
@media (max-width:40rem){.facts div{grid-template-columns:1fr}table{font-size:.875rem}th,td{padding-right:.625rem}.scroll tbody th,.scroll tfoot th{min-width:5rem}.number small{display:none}.number+td:not(.number),.number+th:not(.number){padding-left:.5rem}.checks thead th:first-child{width:5.25rem}.scroll table{font-size:.8125rem}.scroll th,.scroll td{padding-right:.5rem}}
`;
