// SPDX-License-Identifier: Apache-2.0
// The catalogue: one page per rule, which is manual, cost table and golden test at once. Pages live in
// catalogue/<id>.md and are embedded in the program. Loading is pure; a Page is a plain value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/model/candidate.hpp"

namespace velox::rules {

/// One case under "## Cases". Without `after` the block must not change.
struct PageCase {
  std::string title;
  std::string before;
  std::optional<std::string> after;
  std::string run;        ///< code that calls the unit and prints; empty: not executed
  std::string bench;      ///< code that is timed, before and after (runtime/page_bench.py); empty: not timed
  std::string observed;   ///< JSON object: qualname -> {"params": {...}, "returns": {...}}; empty: nothing observed
  std::string unit;       ///< qualname; empty: every unit of the block is tried
  std::string assurance;  ///< expected of the candidate; empty: not checked
  std::string assumes;    ///< expected in an assumption of the first candidate; empty: not checked
  std::string refused;    ///< expected in the reason of a refusal; empty: not checked
  std::string python;     ///< "3.9": version of the target; empty: 3.9
  bool all = false;       ///< apply candidate after candidate until none is left
  int line = 0;           ///< of the title in the page
};

/// A pattern with what it becomes, of a page of kind `pattern` (pattern.hpp, replacement.hpp, condition.hpp).
struct PageRewrite {
  std::string before, after;
  std::vector<std::string> imports;     ///< "from operator import itemgetter"
  std::vector<std::string> conditions;  ///< "type($d): dict"
  int line = 0;                         ///< of the pattern in the page
};

struct PageSection {
  std::string heading;
  std::string text;
};

struct Page {
  std::string id;
  std::string title;
  std::string family;
  std::string kind;                                       ///< structural: written in C++; pattern: `rewrites`
  model::Assurance assurance = model::Assurance::tested;  ///< the strongest that the rule may claim
  std::vector<std::string> needs;                         ///< kinds of facts
  std::string python;                                     ///< ">=3.9"
  double factor = 1;                                      ///< expected speed-up of the code it replaces
  std::string cost_before, cost_after;                    ///< empty when the class does not change
  std::string why;                                        ///< of a pattern: the sentence for a patch, with `$x`
  std::vector<PageRewrite> rewrites;
  std::vector<PageSection> sections;  ///< prose, in page order, without the cases
  std::vector<PageCase> cases;
};

/// Reads a page. `name` is the file's name without ".md" and must equal the id. Errors: invalid, with the line.
Result<Page> parse_page(std::string_view name, std::string_view text);

struct PageText {
  std::string name;
  std::string text;
};
/// The text of every page, by name; from the table that the build generates.
std::vector<PageText> embedded_pages();

/// Every embedded page, by id. Errors: invalid when a page is malformed.
Result<std::vector<Page>> load_catalogue();

/// The page of a rule of the program; null for others. Read once and never changed.
const Page* builtin_page(std::string_view id);

/// The text of every <folder>/*.md, by name; none when the folder does not exist. Errors: io.
Result<std::vector<PageText>> pages_in(const fs::path& folder);

}  // namespace velox::rules
