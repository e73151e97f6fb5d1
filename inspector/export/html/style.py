"""How the page looks: light, or dark where the reader's system is."""

STYLE = """
:root {
  color-scheme: light dark;
  --ground: #ffffff; --soft: #f6f7f9; --line: #dfe3ea; --text: #1a1f29; --quiet: #5f6877;
  --accent: #0072b2; --problem: #c24e00; --problem-soft: #fbe9dd; --warning: #9a6a00; --good: #00835f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #1d2027; --soft: #16181d; --line: #343944; --text: #eceff4; --quiet: #9aa3b2;
    --accent: #56b4e9; --problem: #ff8a3d; --problem-soft: #3d2617; --warning: #e8b23c; --good: #14b98a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 28px 24px 48px; max-width: 1240px; background: var(--ground); color: var(--text);
  font: 15px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
}
h1 { font-size: 22px; margin: 0; }
h2 { font-size: 17px; margin: 36px 0 10px; }
h3 { font-size: 15px; margin: 0; }
p { margin: 6px 0 0; }
.caption, .quiet { color: var(--quiet); font-size: 13px; }
.verdict { font-weight: 600; }
.problem { color: var(--problem); }
.good { color: var(--good); }
figure { margin: 20px 0 0; }
figure img { display: block; width: 100%; height: auto; border: 1px solid var(--line); border-radius: 8px; }
code, pre { font: 13px/1.5 "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace; }
pre { background: var(--soft); border-radius: 6px; padding: 10px 12px; margin: 8px 0 0; overflow-x: auto; }
article {
  border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px;
  padding: 12px 16px 14px; margin: 0 0 12px; max-width: 900px; break-inside: avoid;
}
article.error { border-left-color: var(--problem); }
article.error h3 { color: var(--problem); }
article.warning { border-left-color: var(--warning); }
.fix { background: var(--soft); border-radius: 6px; padding: 8px 12px 10px; margin-top: 10px; }
.fix pre { background: var(--ground); }
.label { font-size: 13px; color: var(--quiet); margin: 0; }
.came { margin-top: 12px; }
ul.consequences { list-style: none; margin: 10px 0 0; padding: 0; }
ul.consequences li { border-left: 2px solid var(--problem); padding: 1px 0 1px 12px; margin: 6px 0 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding: 0 0 6px; }
th, td { text-align: left; padding: 5px 18px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; white-space: nowrap; }
tbody th { color: var(--text); }
td.number { text-align: right; }
@media print { body { max-width: none; padding: 0; } }
"""
