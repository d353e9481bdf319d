import { start } from "../tests/browser/browser.js";
import { serve } from "../tests/browser/server.js";
import { random } from "../tests/browser/site.js";
const { address, close } = await serve(process.argv[2]);
const browser = await start();
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(address + (process.argv[3] ?? "/inicjatywy/"), { waitUntil: "networkidle" });
await page.waitForSelector(".filter__form", { state: "attached" });
await page.hover(".filter__form"); await page.waitForLoadState("networkidle");
const below = random(7);
await browser.startTracing(page, { categories: ["blink.user_timing","devtools.timeline","toplevel","disabled-by-default-devtools.timeline"] });
const N=20;
for (let c=0;c<N;c++){
  await page.evaluate(([pick,dice,c])=>{
    const boxes=[...document.querySelectorAll(".facet[open] .option input[name]:not(:disabled)")].filter(b=>b.checkVisibility());
    const chosen=boxes.filter(b=>b.checked);
    const some=chosen.length>2||(chosen.length>0&&dice===0)?chosen:boxes;
    const box=some[pick%some.length];
    setTimeout(()=>{performance.mark(c+" click");box.click();performance.mark(c+" clicked");},20);
  },[below(1000),below(3),c]);
  await page.waitForTimeout(900);
}
const trace=JSON.parse((await browser.stopTracing()).toString());
const ev=trace.traceEvents;
const marks=ev.filter(e=>e.cat==="blink.user_timing"&&/click/.test(e.name));
const tid=marks[0].tid,pid=marks[0].pid;
const sums={};
for(const e of ev){ if(e.tid!==tid||e.pid!==pid||e.tdur===undefined) continue; sums[e.name]??={t:0,n:0}; sums[e.name].t+=e.tdur/1000/N; sums[e.name].n++; }
console.log(Object.entries(sums).sort((a,b)=>b[1].t-a[1].t).slice(0,28).map(([k,v])=>`${k.padEnd(50)} ${v.t.toFixed(2)} ms/click n/click=${(v.n/N).toFixed(1)}`).join("\n"));
const d=[];for(let c=0;c<N;c++){const a=marks.find(m=>m.name===c+" click"),b=marks.find(m=>m.name===c+" clicked");d.push(((b.tts-a.tts)/1000).toFixed(1));}
console.log("handler thread ms:",d.join(" "));
const med=a=>a.sort((x,y)=>x-y)[a.length>>1];
const per={};
for(let c=0;c<N;c++){const a=marks.find(m=>m.name===c+" click");const z=ev.filter(e=>e.tid===tid&&e.pid===pid&&e.name==="Commit"&&e.ts>a.ts).sort((x,y)=>x.ts-y.ts)[0];
 for(const name of ["UpdateLayoutTree","Layout","PrePaint","Paint","Layerize","Commit","ParseHTML","HitTest"]){const l=ev.filter(e=>e.tid===tid&&e.pid===pid&&e.name===name&&e.ts>=a.ts&&e.ts<=z.ts&&e.tdur!==undefined);(per[name]??=[]).push(l.reduce((t,e)=>t+e.tdur/1000,0));
 if(name==="Layout")(per["layout objects dirty/total"]??=[]).push(l.map(e=>{const b=e.args.beginData;return b.dirtyObjects}).reduce((x,y)=>x+y,0)); if(name==="UpdateLayoutTree")(per["style elements"]??=[]).push(l.map(e=>e.args.elementCount??0).reduce((x,y)=>x+y,0)); if(name==="Layout")(per["layout n"]??=[]).push(l.length)}
 (per["click to commit"]??=[]).push((z.tts-a.tts)/1000);}
console.log(Object.entries(per).map(([k,v])=>k.padEnd(30)+med(v).toFixed(2)+"  "+v.map(x=>x.toFixed(1)).join(" ")).join("\n"));
// cpu profile self time
const nodes=new Map(),self={};
for(const e of ev){ if(e.name!=="ProfileChunk"||e.pid!==pid) continue; const p=e.args.data.cpuProfile; for(const n of p?.nodes??[]) nodes.set(n.id,n); (p?.samples??[]).forEach((s,i)=>{const n=nodes.get(s);const k=(n?.callFrame.functionName||"?")+" "+(n?.callFrame.url||"").split("/").pop().replace(/\.[0-9a-f]{16}/,"")+":"+n?.callFrame.lineNumber; self[k]=(self[k]??0)+(e.args.data.timeDeltas?.[i]??0)/1000/N;}); }
console.log(Object.entries(self).sort((a,b)=>b[1]-a[1]).slice(0,25).map(([k,v])=>k.padEnd(60)+v.toFixed(2)).join("\n"));
await browser.close(); close();
