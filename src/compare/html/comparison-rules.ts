/** What a comparison's page has besides the page of a run. Names of sides may be long paths; "What differs" has them whole. */
export const comparisonRules = `
.masthead h1,.masthead .when{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}
.masthead .when{-webkit-line-clamp:3}
@media (min-width:40rem){.masthead h1{-webkit-line-clamp:2}}
.strip{display:block;width:100%;min-width:12rem;height:36px}
.spread tbody th,.spread td{vertical-align:middle}
.spread td:nth-child(2){width:40%;min-width:13rem}
.metrics tbody th{min-width:12rem}
.metrics tbody th .note{max-width:34rem}
.facing table{max-width:44rem}
#runs time{white-space:nowrap}
`;
