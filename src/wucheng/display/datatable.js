/* Makes the table beside a script sort, filter and download; without it the table stays as it is.

   A cell's value is data-v where it is shown in another way; else its text without notes. It sorts
   by data-sort where it has that. */
window.wuchengSheet = script => {
  const root = script.parentNode, table = root && root.querySelector("table");
  if (!table || !table.tBodies.length || root.querySelector("th button")) return;
  const zh = (root.lang || document.documentElement.lang || "").startsWith("zh");
  const say = (en, chinese) => zh ? chinese : en;
  const body = table.tBodies[0], rows = [...body.rows], name = root.dataset.name || "table";
  const value = cell => {
    if (cell.dataset.v !== undefined) return cell.dataset.v;
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("sup,details").forEach(note => note.remove());
    const text = copy.textContent.trim();
    return ["NaN", "NaT", "<NA>", "None"].includes(text) ? "" : text;
  };
  // 007 is a name, and so is what has more digits than a number holds
  const figure = /^[-−]?(0|[1-9]\d*|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?(e[-+]?\d+)?$/i;
  const number = text => text.length < 17 && figure.test(text)
    ? parseFloat(text.replace(/,/g, "").replace("−", "-")) : NaN;
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const titles = heads.map(value);
  const cells = new Map(rows.map(row => [row, [...row.cells].map(value)]));

  const bar = document.createElement(table.caption ? "span" : "p");
  const box = document.createElement("input");
  const told = document.createElement("span");
  box.type = "search";
  box.placeholder = say("filter rows", "筛选");
  box.setAttribute("aria-label", box.placeholder);
  told.setAttribute("aria-live", "polite");
  const shown = () => [...body.rows].filter(row => !row.hidden);
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = cells.get(row).join("\t").toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
    }
    told.textContent = box.value ? say(` ${shown().length} of ${rows.length} rows `,
      ` ${rows.length} 行中 ${shown().length} 行 `) : " ";
  };
  box.addEventListener("input", filter);
  // JupyterLab would take the keys for its own
  for (const kind of ["keydown", "keypress", "keyup"])
    box.addEventListener(kind, event => event.stopPropagation());

  heads.forEach((head, at) => {
    // pandas sets all to the right, where a text of several lines can't be read; words stay whole
    const texts = rows.map(row => cells.get(row)[at] || "");
    if (texts.some(text => text && isNaN(number(text))))
      for (const cell of [head, ...rows.map(row => row.cells[at])])
        if (cell) cell.style.textAlign = "left";
    if (texts.every(text => text.length <= 8))
      for (const row of rows) if (row.cells[at]) row.cells[at].style.whiteSpace = "nowrap";
    const button = document.createElement("button");
    button.type = "button";
    button.title = say("sort", "排序");
    button.style.cssText = "all:unset;cursor:pointer;font-weight:bold";
    const mark = document.createElement("span");
    mark.setAttribute("aria-hidden", "true");
    button.append(...head.childNodes, mark);
    button.addEventListener("focus", () => button.style.textDecoration = "underline");
    button.addEventListener("blur", () => button.style.textDecoration = "");
    head.append(button);
    button.addEventListener("click", () => {
      const turn = {none: "ascending", ascending: "descending", descending: "none"};
      const order = turn[head.getAttribute("aria-sort") || "none"];
      heads.forEach(other => {
        other.removeAttribute("aria-sort");
        other.querySelector("button").lastChild.textContent = "";
      });
      const sorted = [...rows];
      if (order !== "none") {
        mark.textContent = order === "ascending" ? " ▲" : " ▼";
        head.setAttribute("aria-sort", order);
        const keys = new Map(rows.map(row =>
          [row, row.cells[at]?.dataset.sort ?? cells.get(row)[at] ?? ""]));
        const filled = [...keys.values()].filter(Boolean);
        const figures = filled.length && filled.every(text => !isNaN(number(text)));
        const way = order === "ascending" ? 1 : -1;
        sorted.sort((a, b) => {
          const [x, y] = [keys.get(a), keys.get(b)];
          if (!x || !y) return !x - !y;
          return way * (figures ? number(x) - number(y) : x.localeCompare(y, "zh"));
        });
      }
      body.append(...sorted);
    });
  });

  const save = (parts, type, ending) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, {type}));
    link.download = name + ending;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const lines = () => [titles, ...shown().map(row => cells.get(row))];
  const csv = () => {
    const cell = text => {
      // a spreadsheet would compute it
      if (/^[=+\-@\t\r\n＝＋－＠]/.test(text) && isNaN(number(text))) text = "'" + text;
      return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
    };
    save(["\ufeff", lines().map(line => line.map(cell).join(",") + "\n").join("")],
      "text/csv", ".csv");
  };

  const xml = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`).slice(0, 32767);
  const excel = () => {
    const place = at => at < 26 ? String.fromCharCode(65 + at)
      : place(Math.floor(at / 26) - 1) + String.fromCharCode(65 + at % 26);
    const all = lines(), open = '<?xml version="1.0" encoding="UTF-8"?>';
    const types = "http://schemas.openxmlformats.org/";
    const cell = text => !text ? "<c/>" : isNaN(number(text))
      ? `<c t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`
      : `<c><v>${number(text)}</v></c>`;
    const rel = (target, kind) => `${open}<Relationships xmlns="${types}package/2006/relationships">`
      + `<Relationship Id="r1" Target="${target}" `
      + `Type="${types}officeDocument/2006/relationships/${kind}"/></Relationships>`;
    const main = `xmlns="${types}spreadsheetml/2006/main"`;
    const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    save([zip({
      "[Content_Types].xml": `${open}<Types xmlns="${types}package/2006/content-types">`
        + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        + 'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + `<Override PartName="/xl/workbook.xml" ContentType="${kind}sheet.main+xml"/>`
        + `<Override PartName="/xl/sheet.xml" ContentType="${kind}worksheet+xml"/></Types>`,
      "_rels/.rels": rel("xl/workbook.xml", "officeDocument"),
      "xl/workbook.xml": `${open}<workbook ${main} xmlns:r="${types}officeDocument/2006/`
        + `relationships"><sheets><sheet name="${xml(name.slice(0, 31))}" sheetId="1" r:id="r1"/>`
        + "</sheets></workbook>",
      "xl/_rels/workbook.xml.rels": rel("sheet.xml", "worksheet"),
      "xl/sheet.xml": `${open}<worksheet ${main}><sheetViews><sheetView workbookViewId="0">`
        + '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        + `</sheetViews><sheetData>${all.map(line => `<row>${line.map(cell).join("")}</row>`)
          .join("")}</sheetData><autoFilter ref="A1:${place(heads.length - 1)}${all.length}"/>`
        + "</worksheet>",
    })], kind + "sheet", ".xlsx");
  };
  /* A zip file whose parts are stored as they are. */
  const zip = parts => {
    const table = Uint32Array.from({length: 256}, (_, n) => {
      for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xEDB88320 ^ n >>> 1 : n >>> 1;
      return n;
    });
    const numbers = (...pairs) => {
      const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [size]) => sum + size, 0)));
      let at = 0;
      for (const [size, what] of pairs) {
        size === 2 ? view.setUint16(at, what, true) : view.setUint32(at, what, true);
        at += size;
      }
      return view;
    };
    const made = [], list = [];
    let at = 0, listed = 0;
    for (const [path, text] of Object.entries(parts)) {
      const [title, data] = [path, text].map(part => new TextEncoder().encode(part));
      const sum = ~data.reduce((crc, byte) => table[(crc ^ byte) & 255] ^ crc >>> 8, -1) >>> 0;
      const about = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 33], [4, sum], [4, data.length],
        [4, data.length], [2, title.length], [2, 0]];
      made.push(numbers([4, 0x04034b50], ...about), title, data);
      list.push(numbers([4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0],
        [4, at]), title);
      at += 30 + title.length + data.length;
      listed += 46 + title.length;
    }
    const count = list.length / 2;
    return new Blob([...made, ...list, numbers([4, 0x06054b50], [2, 0], [2, 0], [2, count],
      [2, count], [4, listed], [4, at], [2, 0])]);
  };

  if (rows.length >= 8) bar.append(box);
  bar.append(told);
  for (const [label, work] of [["CSV", csv], ["Excel", excel]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "↓ " + label;
    button.title = say("save the rows shown", "下载所示各行");
    button.addEventListener("click", work);
    bar.append(button, " ");
  }
  bar.style.margin = "4px 1em";
  bar.style.whiteSpace = "nowrap";
  table.caption ? table.caption.append(bar) : table.before(bar);
  filter();
};
