/** What a comparison's page has besides the page of a run. */
export const comparisonRules = `
.strip{display:block;width:100%;min-width:12rem;height:36px}
.spread tbody th,.spread td{vertical-align:middle}
.spread td:nth-child(2){width:40%;min-width:13rem}
.metrics tbody th{min-width:12rem}
.metrics tbody th .note{max-width:34rem}
.facing table{max-width:44rem}
#runs time{white-space:nowrap}
`;
