import { loadScenario } from '/work/main/src/scenario/load-scenario.ts';
import { makeWorkload } from '/work/main/src/plan/make-workload.ts';
import { summarisePlan } from '/work/main/src/plan/plan.ts';
for (const n of ['stress','shop']) {
 const l = await loadScenario('scenarios/'+n+'.yaml',{environment:{},overrides: n==='shop'?[{path:['streamPhase','stages'],value:undefined,source:''},{path:['streamPhase','interval'],value:'0s',source:''},{path:['streamPhase','operations'],value:300000,source:''}]:[],allowLong:false});
 const w = makeWorkload(l.scenario,l.model);
 summarisePlan(w, 20000);
 const t=performance.now(); const c = process.cpuUsage();
 const s = summarisePlan(w, 300000);
 console.log(n, s.digest.slice(0,12), s.substituted, s.skipped, Math.round(300000/((performance.now()-t)/1000)), 'ops/s cpu', process.cpuUsage(c).user/1e6);
}
