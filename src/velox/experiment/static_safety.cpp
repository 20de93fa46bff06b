// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/static_safety.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <vector>

#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::experiment {

namespace {

using source::Node;
using source::ParsedModule;

// Modules a rewrite may import anew: pure computing, nothing that reaches outside the program.
constexpr std::array<std::string_view, 20> kHarmlessModules = {
    "__future__", "array", "bisect",     "collections", "contextlib", "copy",      "dataclasses",
    "decimal",    "enum",  "fractions",  "functools",   "heapq",      "itertools", "math",
    "operator",   "re",    "statistics", "string",      "struct",     "typing"};

// Names that reach around what the experiment can see.
constexpr std::array<std::string_view, 52> kForbiddenNames = {"__builtins__",
                                                              "__class__",
                                                              "__closure__",
                                                              "__code__",
                                                              "__del__",
                                                              "__dict__",
                                                              "__getattribute__",
                                                              "__globals__",
                                                              "__import__",
                                                              "__main__",
                                                              "__setattr__",
                                                              "__subclasses__",
                                                              "_getframe",
                                                              "atexit",
                                                              "breakpoint",
                                                              "builtins",
                                                              "compile",
                                                              "ctypes",
                                                              "delattr",
                                                              "eval",
                                                              "exec",
                                                              "exit",
                                                              "f_back",
                                                              "f_globals",
                                                              "f_locals",
                                                              "gc",
                                                              "getattr_static",
                                                              "globals",
                                                              "importlib",
                                                              "inspect",
                                                              "locals",
                                                              "marshal",
                                                              "mmap",
                                                              "multiprocessing",
                                                              "open",
                                                              "os",
                                                              "pickle",
                                                              "quit",
                                                              "resource",
                                                              "setattr",
                                                              "signal",
                                                              "socket",
                                                              "subprocess",
                                                              "sys",
                                                              "tempfile",
                                                              "threading",
                                                              "time",
                                                              "tracemalloc",
                                                              "vars",
                                                              "velox_runtime",
                                                              "warnings",
                                                              "weakref"};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// `re.compile`, which has nothing but its name in common with the builtin.
bool is_regex_compile(Node identifier) {
  const Node parent = identifier.parent();
  return identifier.text() == "compile" && parent.is("attribute") && parent.field("attribute") == identifier &&
         (parent.field("object").text() == "re" || parent.field("object").text() == "_re");
}

// Identifiers below `root` that overlap one of the spans; all of them when there are no spans.
std::set<std::string> identifiers(Node root, const std::vector<model::Span>& within) {
  std::set<std::string> names;
  source::walk(root, [&](Node node) {
    if (node.is("identifier") && !is_regex_compile(node)) {
      const auto inside = [&](const model::Span& span) { return span.overlaps(node.span()); };
      if (within.empty() || std::any_of(within.begin(), within.end(), inside)) names.emplace(node.text());
    }
    return true;
  });
  return names;
}

// The modules that import statements name, first component only.
std::set<std::string> imports(Node root) {
  std::set<std::string> modules;
  source::walk(root, [&](Node node) {
    if (node.is("import_statement")) {
      for (const Node& name : node.items()) {
        const std::string_view text = name.is("aliased_import") ? name.field("name").text() : name.text();
        modules.emplace(text.substr(0, text.find('.')));
      }
    } else if (node.is("import_from_statement")) {
      const std::string_view text = node.field("module_name").text();
      modules.emplace(text.substr(0, text.find('.')));
    } else if (node.is("future_import_statement")) {
      modules.emplace("__future__");
    }
    return true;
  });
  return modules;
}

// Where the edits' texts ended up.
std::vector<model::Span> spans_after(std::vector<model::Edit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
  std::vector<model::Span> spans;
  std::int64_t shift = 0;
  for (const auto& edit : edits) {
    const auto begin = static_cast<std::uint32_t>(edit.span.begin + shift);
    spans.push_back({begin, static_cast<std::uint32_t>(begin + edit.text.size())});
    shift += static_cast<std::int64_t>(edit.text.size()) - edit.span.size();
  }
  return spans;
}

std::string decorators_of(const ParsedModule& module, const model::Unit& unit) {
  const Node definition = module.definition(unit);
  const Node parent = definition.parent();
  std::string text;
  if (!parent.is("decorated_definition")) return text;
  for (const Node& child : parent.named_children()) {
    if (child.is("decorator")) text += std::string(child.text()) + "\n";
  }
  return text;
}

std::string check_unit(const ParsedModule& before, const ParsedModule& after, const model::Unit& unit,
                       model::Judging judging) {
  const model::Unit* old_unit = before.find_unit(unit.id.qualname);
  const model::Unit* new_unit = after.find_unit(unit.id.qualname);
  if (old_unit == nullptr) return fmt::format("{} is not in the file any more", unit.id.qualname);
  if (new_unit == nullptr) return fmt::format("the change removes or renames {}", unit.id.qualname);
  const Node one = before.definition(*old_unit), two = after.definition(*new_unit);
  if (one.field("parameters").text() != two.field("parameters").text()) {
    return fmt::format("the change gives {} other parameters", unit.id.qualname);
  }
  if (old_unit->kind != new_unit->kind) {
    return fmt::format("the change makes a {} of {}, which is a {}", model::to_string(new_unit->kind), unit.id.qualname,
                       model::to_string(old_unit->kind));
  }
  if (judging == model::Judging::calls && decorators_of(before, *old_unit) != decorators_of(after, *new_unit)) {
    return fmt::format("the change alters the decorators of {}, which replayed calls can't judge", unit.id.qualname);
  }
  return {};
}

std::string check_names(const ParsedModule& before, const ParsedModule& after, const model::Unit& unit,
                        const std::vector<model::Edit>& edits) {
  std::set<std::string> known;
  if (const model::Unit* old_unit = before.find_unit(unit.id.qualname))
    known = identifiers(before.definition(*old_unit), {});
  std::vector<model::Span> replaced;
  for (const auto& edit : edits) {
    if (edit.span.size() > 0) replaced.push_back(edit.span);
  }
  if (!replaced.empty()) known.merge(identifiers(before.root(), replaced));
  const auto spans = spans_after(edits);
  for (const std::string& name : identifiers(after.root(), spans)) {
    if (contains(kForbiddenNames, name) && !known.contains(name)) return fmt::format("the change brings in `{}`", name);
  }
  const auto old_imports = imports(before.root());
  for (const std::string& name : imports(after.root())) {
    if (!old_imports.contains(name) && !contains(kHarmlessModules, name))
      return fmt::format("the change imports `{}`", name);
  }
  return {};
}

}  // namespace

Result<SafetyCheck> check_static_safety(const model::Candidate& candidate, const model::Unit& unit,
                                        const std::string& before, SafetyStage stage) {
  SafetyCheck check;
  if (candidate.file != unit.id.file) {
    check.reason = fmt::format("the change is in {}, not in the unit's file", candidate.file);
    return check;
  }
  auto after = source::apply_edits(before, candidate.edits);
  if (!after) {
    check.malformed = true;
    check.reason = fmt::format("its edits do not fit the file: {}", after.error().message());
    return check;
  }
  const auto old_module = ParsedModule::parse(before, candidate.file);
  const auto new_module = ParsedModule::parse(*after, candidate.file);
  if (!old_module || !new_module) {
    check.reason = "the changed file can't be parsed";
    return check;
  }
  if (const auto& error = new_module->syntax_error(); error && !old_module->syntax_error()) {
    check.malformed = true;
    check.reason = fmt::format("the changed file has a syntax error in line {}: {}", error->line, error->message);
    return check;
  }
  if (stage == SafetyStage::off) {
    check.after = *std::move(after);
    return check;
  }
  check.reason = check_unit(*old_module, *new_module, unit, candidate.judging);
  if (check.reason.empty()) check.reason = check_names(*old_module, *new_module, unit, candidate.edits);
  if (check.reason.empty()) check.after = *std::move(after);
  return check;
}

}  // namespace velox::experiment
