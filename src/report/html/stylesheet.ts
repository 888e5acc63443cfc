import { dark, light, variables } from './theme.ts';
import { chartRules } from './stylesheet-charts.ts';
import { contentRules } from './stylesheet-content.ts';
import { mastheadRules } from './stylesheet-masthead.ts';

const base = `
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.page{max-width:68rem;margin:0 auto;padding:clamp(1.25rem,4vw,3.5rem) clamp(1rem,4vw,2.5rem)}
h1,h2,h3{line-height:1.25;font-weight:650;text-wrap:balance}
h2{font-size:1.375rem;margin:0 0 1rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .25rem}
p{margin:0 0 .75rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
small,.note{color:var(--muted);font-size:.875rem}
section{margin-top:3.25rem;scroll-margin-top:1rem}
footer{margin-top:4rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--muted);font-size:.875rem}
`;

const print = `
@media print{
body{background:none;font-size:10pt}
.page{max-width:none;padding:0}
nav,.skip,.numbers,.layer,.reset,.help{display:none}
section{margin-top:1.5rem}
section,figure,tr,.tiles div{break-inside:avoid}
#charts,#state,#checks,#scenario{break-inside:auto}
h2,h3,caption{break-after:avoid}
.scroll{overflow:visible;background:none}
details::details-content{content-visibility:visible;block-size:auto}
a{color:inherit;text-decoration:none}
}
`;

/** The page's only style sheet: variables for either theme, then rules that use them. Printed light. */
export const stylesheet = `
:root{color-scheme:light dark;${variables(light)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(dark)}}}
${base}${mastheadRules}${contentRules}${chartRules}${print}`;
