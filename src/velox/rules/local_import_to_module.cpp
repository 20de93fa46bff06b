// SPDX-License-Identifier: Apache-2.0
// Problem: an import inside a function looks the module up, under the import lock, at each call; `from x import y` takes about a
// microsecond.
// Idea: import it once, with the module's other imports.
// Limits: modules of the standard library that do nothing when they are imported but define names, exist on every platform and
// load quickly; what stands under a condition or in a try may be there to avoid the import, and stays.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// One name that the statement binds.
struct Imported {
  Node bound;          ///< the identifier
  std::string wanted;  ///< "import re", "from collections import deque"
  std::string dotted;  ///< "re", "collections.deque"
};

bool is_harmless(std::string_view module) {
  static constexpr std::array<std::string_view, 28> kKnown{
      "abc",    "array",    "base64",    "bisect",  "collections", "contextlib", "copy",
      "csv",    "datetime", "enum",      "fnmatch", "functools",   "glob",       "hashlib",
      "heapq",  "io",       "itertools", "json",    "math",        "operator",   "os",
      "random", "re",       "string",    "struct",  "sys",         "textwrap",   "time"};
  return std::ranges::find(kKnown, module) != kKnown.end();
}

/// What a statement imports; empty when a part of it is not known to be harmless.
std::vector<Imported> imported_by(Node statement) {
  std::vector<Imported> found;
  const bool from = statement.is("import_from_statement");
  const Node origin = statement.field("module_name");
  if (from && (!origin.is("dotted_name") || !is_harmless(origin.text()))) return {};
  for (const Node& item : statement.items()) {
    if (from && item == origin) continue;
    const Node name = item.is("aliased_import") ? item.field("name") : item;
    const Node alias = item.is("aliased_import") ? item.field("alias") : Node();
    if (!name.is("dotted_name") || name.named_count() != 1) return {};
    if (!from && !is_harmless(name.text())) return {};
    const std::string text(name.text());
    found.push_back({alias ? alias : name.named(0),
                     from ? "from " + std::string(origin.text()) + " import " + text : "import " + text,
                     from ? std::string(origin.text()) + "." + text : text});
  }
  return found;
}

class LocalImport final : public Rule {
 public:
  std::string_view id() const override { return "local-import-to-module"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    context.nodes.walk([&](Node node) {
      if (!is_kind(node, {"import_statement", "import_from_statement"})) return true;
      if (const auto names = imported_by(node); !names.empty()) judge(context, node, names, findings);
      return false;
    });
  }

 private:
  static void judge(const RuleContext& context, Node statement, const std::vector<Imported>& names,
                    Findings& findings) {
    if (climb_to(statement, {"try_statement"}))
      return refuse(findings, statement, "the import stands in a try, which may expect it to fail");
    if (climb_to(statement, {"if_statement", "match_statement", "with_statement"}))
      return refuse(findings, statement, "the import is needed under a condition only");
    if (context.module.root() != scope_around(outermost(context.definition)))
      return refuse(findings, statement, "a function around this one may have a variable of that name");
    for (const auto& one : names)
      if (auto reason = why_not_name(context, statement, one); !reason.empty())
        return refuse(findings, statement, reason);
    Claim claim;
    claim.at_most(Assurance::tested);
    for (const auto& one : names)
      if (statement.is("import_from_statement"))
        claim.assume("`" + one.dotted + "` is not replaced, as by a test, while the program runs");
    const auto edits = rewrite(context, statement, names);
    if (edits.empty()) return refuse(findings, statement, "the file has other uses for the imported names");
    const bool adds = std::ranges::any_of(edits, [](const Edit& edit) { return edit.span.begin == edit.span.end; });
    if (adds && mentions_of(context.module.root(), "__all__").empty())
      claim.assume("no star import takes the names of this module into one that uses them otherwise");
    findings.candidates.push_back(make_candidate(
        statement, claim, "Each call imports again what is loaded already; once, with the other imports, is enough.",
        edits));
  }

  /// The class or function of the module that holds the unit.
  static Node outermost(Node definition) {
    Node at = definition;
    while (at.parent() && !at.parent().is("module") && !at.parent().is("function_definition")) at = at.parent();
    return at;
  }

  static std::string why_not_name(const RuleContext& context, Node statement, const Imported& one) {
    const Binding* binding = context.facts.binding(one.bound);
    const bool own = binding && binding->scope == context.definition && !binding->written_elsewhere;
    if (!own || binding->stores.size() != 1 || context.facts.poisoned(context.definition))
      return quoted(one.bound) + " is bound elsewhere too";
    for (const Node& load : binding->loads)
      if (load.span().begin < statement.span().end)
        return quoted(one.bound) + on_line(load) + " is read in front of the import";
    return {};
  }

  /// Every use of the name in the module means the same import, here or in other functions.
  static bool means_this_only(const RuleContext& context, Node statement, const Imported& one) {
    const auto uses = mentions_of(context.module.root(), one.bound.text());
    return std::ranges::all_of(uses, [&](const Node& use) {
      if (const Node other = import_around(use)) return other.is(statement.kind()) && same_code(other, statement);
      return context.facts.resolve(use) == one.dotted;
    });
  }

  static Node import_around(Node use) {
    for (Node at = use.parent(); at && !is_kind(at, {"block", "module"}); at = at.parent())
      if (is_kind(at, {"import_statement", "import_from_statement"})) return at;
    return {};
  }

  static std::vector<Edit> rewrite(const RuleContext& context, Node statement, const std::vector<Imported>& names) {
    const auto removed = removal(context, statement);
    const Node block = statement.parent();
    if (!removed || !block.is("block") || block.items().size() < 2) return {};
    std::vector<Edit> edits{*removed};
    std::optional<Edit> added;
    bool whole = true;
    for (const auto& one : names) {
      const auto found = ensure_import(context.module, context.facts, context.module.root(), one.wanted);
      if (!found) return {};
      if (found->edit && means_this_only(context, statement, one)) {
        if (!added) added = with_statement(*found, one, statement);
        if (!added) return {};
        continue;
      }
      whole = false;
      if (found->edit && added) return {};
      if (found->edit) added = found->edit;
      if (!rename(context, one, found->local, edits)) return {};
    }
    if (!whole && added && names.size() > 1) return {};
    if (added) edits.push_back(*added);
    return edits;
  }

  /// A blank line behind an import that opens a function goes with it.
  static std::optional<Edit> removal(const RuleContext& context, Node statement) {
    auto edit = remove_statement(context.module, statement);
    if (!edit || previous_statement(statement)) return edit;
    const std::string_view bytes = context.module.bytes(), newline = context.module.style().newline;
    if (bytes.substr(edit->span.end).starts_with(newline)) edit->span.end += static_cast<std::uint32_t>(newline.size());
    return edit;
  }

  /// The edit that adds the import, with the statement as it is written in the function.
  static std::optional<Edit> with_statement(const ImportedName& imported, const Imported& one, Node statement) {
    Edit edit = *imported.edit;
    const std::string line = imported.local == one.dotted.substr(one.dotted.rfind('.') + 1)
                                 ? one.wanted
                                 : one.wanted + " as " + imported.local;
    const auto at = edit.text.find(line);
    const std::string text(statement.text());
    if (at == std::string::npos || text.find('\n') != std::string::npos) return std::nullopt;
    edit.text.replace(at, line.size(), text);
    return edit;
  }

  /// Writes every use of the local name as the module has it; false when a use cannot be written so.
  static bool rename(const RuleContext& context, const Imported& one, const std::string& local,
                     std::vector<Edit>& edits) {
    if (local == one.bound.text()) return true;
    const Binding* binding = context.facts.binding(one.bound);
    for (const Node& load : binding->loads) {
      if (load.parent().is("keyword_argument") && load.parent().field("name") == load) return false;
      edits.push_back(replace(load, local));
    }
    return true;
  }
};

}  // namespace

std::unique_ptr<Rule> make_local_import_to_module() { return std::make_unique<LocalImport>(); }

}  // namespace velox::rules
