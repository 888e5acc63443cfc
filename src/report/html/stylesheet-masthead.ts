/** Header, verdict, table of contents and tiles. */
export const mastheadRules = `
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.5rem 1rem;z-index:1}
.brand{margin:0;color:var(--muted);font-size:.875rem;letter-spacing:.02em}
h1{margin:.25rem 0 .25rem;font-size:clamp(1.75rem,1.3rem + 2vw,2.5rem);letter-spacing:-.015em}
.when{margin:0;color:var(--muted)}
.verdict{display:flex;gap:clamp(.875rem,2vw,1.5rem);margin-top:1.75rem;padding:clamp(1.125rem,3vw,1.75rem);background:var(--surface);border:1px solid var(--rule);border-left:6px solid var(--tone);border-radius:10px}
.verdict>.mark{flex:none;width:clamp(32px,8vw,44px);height:clamp(32px,8vw,44px)}
.verdict>div{min-width:0}
.verdict .word{margin:0;font-size:1.5rem;font-weight:700;line-height:1.35;color:var(--tone)}
.verdict .aside{display:inline-block;vertical-align:.2em;margin-left:.5rem;padding:.1rem .6rem;border:1px solid currentColor;border-radius:1rem;font-size:.8125rem;font-weight:600;color:var(--incomplete)}
.verdict .finding{margin:.25rem 0 0;font-size:1.125rem;max-width:60ch;text-wrap:pretty}
.verdict .note{margin:.875rem 0 0;max-width:65ch}
.reasons{margin:.75rem 0 0;padding-left:1.2em}
.reasons li{margin:.2rem 0}
.links{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.25rem 0 0;padding:0;list-style:none}
nav{margin-top:1.75rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;list-style:none;font-size:.9375rem}
nav a{display:inline-block;padding:.25rem 0;color:var(--muted);text-decoration:none}
nav a:hover{color:var(--accent);text-decoration:underline}
.tiles{display:flex;flex-wrap:wrap;gap:1px;margin:0;background:var(--rule);border:1px solid var(--rule);border-radius:10px;overflow:hidden}
.tiles div{flex:1 1 13rem;min-width:0;padding:1.125rem clamp(.875rem,2vw,1.5rem) 1.25rem;background:var(--surface)}
.tiles dt{color:var(--muted);font-size:.875rem}
.tiles dd{margin:0}
.tiles .value{font-size:1.75rem;font-weight:600;line-height:1.4;letter-spacing:-.01em;white-space:nowrap}
.tiles .outcome{font-size:1.25rem}
.tiles .note{line-height:1.4}
.passed{--tone:var(--passed)}.failed{--tone:var(--failed)}.incomplete{--tone:var(--incomplete)}.notRun{--tone:var(--muted)}
.mark .outline{fill:var(--tone)}
.mark .sign{stroke:var(--sign)}
.outcome{white-space:nowrap;font-weight:600;color:var(--tone)}
.outcome .mark{vertical-align:-.12em;width:.9em;height:.9em}
@media (max-width:32rem){.tiles div{flex-basis:8rem}.tiles .value{font-size:1.375rem}.tiles .outcome{font-size:1.0625rem}.tiles .outcome .mark{margin-right:-.1em}}
`;
