"""The parts of the pages on which files of rows are checked: staff's imports and the centre's, and several requests. assets/desk/imports fills them."""

from __future__ import annotations

FAULTS = """<section class="card faults" data-part="errors" tabindex="-1" aria-labelledby="errors-title" hidden>
<h2 id="errors-title" data-part="errors-title"></h2>
<p data-part="errors-more"></p>
<div class="table-scroll" role="region" aria-label="Faults by row" tabindex="0">
<table class="table table--dense table--sticky" data-part="errors-table">
<thead><tr><th scope="col">Row</th><th scope="col">Column</th><th scope="col">What is wrong</th></tr></thead>
<tbody></tbody>
</table>
</div>
</section>"""

REPORT = """{{ row_faults }}
<section class="card preview" data-module="import-preview" tabindex="-1" aria-labelledby="preview-title" hidden>
<h2 id="preview-title">What this import will do</h2>
<dl class="figures" data-part="preview-figures"></dl>
{{ provisional }}
<p data-part="nothing" hidden>The register has all of this already: there is nothing to import.</p>
<section data-part="repaired" aria-labelledby="repaired-title" hidden>
<h3 id="repaired-title">Repaired while reading</h3>
<ul data-part="repaired-list"></ul>
</section>
<section class="preview__removed" data-part="removed" aria-labelledby="removed-title" hidden>
<h3 id="removed-title">Removed from the register</h3>
<p>These results are in the register, and the file leaves them out. <span data-part="removed-more"></span></p>
<div class="table-scroll" role="region" aria-label="Removed from the register" tabindex="0">
<table class="table table--dense table--sticky" data-part="removed-table"><thead><tr><th scope="col">Candidate</th><th scope="col">Centre</th><th scope="col">Syllabus</th><th scope="col">What is removed</th></tr></thead><tbody></tbody></table>
</div>
<div class="field" data-part="ask" hidden>
<span class="field-error" id="accept_removals-error" hidden></span>
<div class="choice"><input type="checkbox" id="accept_removals" name="accept_removals" aria-describedby="accept_removals-error"><label for="accept_removals" data-part="ask-text">Remove these results from the register</label></div>
</div>
</section>
<section data-part="touched" aria-labelledby="touched-title" hidden>
<h3 id="touched-title">Enquiries about these candidates</h3>
<p class="hint" data-part="touched-more"></p>
<ul class="plain touched" data-part="touched-list"></ul>
</section>
<section data-part="changed" aria-labelledby="changed-title" hidden>
<h3 id="changed-title">Changed</h3>
<p data-part="changed-more"></p>
<div class="table-scroll" role="region" aria-label="Changed" tabindex="0">
<table class="table table--dense table--sticky" data-part="changed-table"><thead><tr><th scope="col">Candidate</th><th scope="col">Centre</th><th scope="col">Syllabus</th><th scope="col">From → to</th></tr></thead><tbody></tbody></table>
</div>
</section>
<section data-part="added" aria-labelledby="added-title" hidden>
<h3 id="added-title">Added</h3>
<p data-part="added-more"></p>
<div class="table-scroll" role="region" aria-label="Added" tabindex="0">
<table class="table table--dense table--sticky" data-part="added-table"><thead><tr><th scope="col">Candidate</th><th scope="col">Centre</th><th scope="col">Syllabus</th><th scope="col">Entry</th></tr></thead><tbody></tbody></table>
</div>
</section>
<p class="button-row"><button type="button" class="button" id="import-send">Import</button><button type="button" class="button button--secondary" id="import-back">Back to the file</button></p>
</section>"""

RULES = """<section class="card" aria-labelledby="all-title">
<h2 id="all-title">All or nothing</h2>
<p>If any line is wrong, nothing is imported, and every fault is listed by row and column. Everybody sees all of an import or none of it, even if it is interrupted. If you import the same file twice, the second time changes nothing.</p>
</section>
<section class="card" aria-labelledby="repairs-title">
<h2 id="repairs-title">What is repaired</h2>
<p>Where only one thing can be meant, the file is read and you are told: other separators than commas, lines above the headings, leading zeros that a spreadsheet dropped, <code>50.0</code> for <code>50</code>, capitals, spaces and accents. Everything else is a fault.</p>
</section>"""

SOURCE = """<div data-part="published" hidden>
{{ field:ImportBoundaries.source }}
{{ field:ImportBoundaries.source_url }}
</div>"""

FURTHER = """<div data-part="further" hidden>
<p>Columns for further numbers of candidates, which may be left out:</p>
<ul data-part="further-list"></ul>
</div>"""

BOUNDARY_COLUMNS = """<section class="card" data-part="about-boundaries" aria-labelledby="boundaries-title" hidden>
<h2 id="boundaries-title">Grade boundaries</h2>
<p>One line for each grade. The boundary is the lowest mark for which the grade is given.</p>
<p><code class="columns-line">syllabus,component,<wbr>option,components,<wbr>grade,boundary</code></p>
<ul>
<li><code>component</code> is the component whose marks are meant. It is empty for the syllabus as a whole.</li>
<li><code>components</code> are those whose marks make up the total, with plus signs, such as <code>22+42</code>. It is empty in the lines of a component. Without it no distance is shown for a total, since marks may be weighted.</li>
<li><code>option</code> is the code of an option, if the syllabus has options. All three columns may be left out.</li>
</ul>
<p>Beside each mark, centres see how far it is from the next grade, with the publication that you name here. It is information only: nobody is advised to ask for a review.</p>
<p><a href="../../staff/grade-boundaries.csv" download>Download an example</a></p>
</section>"""
