// SPDX-License-Identifier: Apache-2.0
// Problem: a rewrite needs `deque` or `re`; the file may have it, have it under another name, or use the name
// otherwise.
// Idea: only imports that are direct children of the module count; a name is safe at a place when every identifier of
// that text from there up to the module means the module's binding.
// Limits: conditional imports (try, if TYPE_CHECKING) are not reused; a second import of the same name is added instead
// under a private alias.
#include "velox/rules/imports.hpp"

#include <algorithm>
#include <vector>

#include "velox/rules/rewrite.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Wanted {
  std::string module;  ///< "collections"
  std::string name;    ///< "deque"; empty for `import module`
};

Wanted parse_wanted(std::string_view text) {
  if (text.starts_with("import ")) return {std::string(text.substr(7)), {}};
  text.remove_prefix(std::string_view("from ").size());
  const auto split = text.find(" import ");
  return {std::string(text.substr(0, split)), std::string(text.substr(split + 8))};
}

bool is_import(Node statement) {
  return statement.is("import_statement") || statement.is("import_from_statement") ||
         statement.is("future_import_statement");
}

bool is_docstring(Node statement) {
  const Node expression = expression_of(statement);
  return statement.is("expression_statement") && (expression.is("string") || expression.is("concatenated_string"));
}

/// The identifier that an import clause binds, and the dotted name it imports.
struct Clause {
  Node bound;
  std::string local;
  std::string dotted;
};

std::vector<Clause> clauses(Node statement) {
  std::vector<Clause> found;
  const bool from = statement.is("import_from_statement");
  const Node origin = statement.field("module_name");
  if (from && !origin.is("dotted_name")) return found;
  for (const Node& item : statement.items()) {
    if (from && item == origin) continue;
    const Node name = item.is("aliased_import") ? item.field("name") : item;
    const Node alias = item.is("aliased_import") ? item.field("alias") : Node();
    if (!name.is("dotted_name")) continue;
    const Node bound = alias ? alias : name.named(0);
    if (!alias && name.named_count() != 1) continue;
    const std::string prefix = from ? std::string(origin.text()) + "." : std::string();
    found.push_back({bound, std::string(bound.text()), prefix + std::string(name.text())});
  }
  return found;
}

/// Whether `name`, read at `place`, means the module's own binding `stored` (or nothing yet, when `stored` is null).
bool means_module_name(const source::ParsedModule& module, const Facts& facts, Node place, std::string_view name,
                       Node stored) {
  Node top;
  for (Node at = place; at; at = at.parent()) {
    if (at.is("function_definition") || at.is("lambda") || at.is("class_definition")) top = at;
  }
  bool clean = true;
  source::walk(module.root(), [&](Node node) {
    if (!clean || !node.is("identifier") || node.text() != name) return clean;
    const Binding* binding = facts.binding(node);
    if (binding == nullptr || node == stored) return clean;
    const bool of_module = !binding->scope || binding->scope.is("module");
    if (of_module) {
      for (const Node& store : binding->stores) clean = clean && store == stored;
      clean = clean && !(binding->written_elsewhere);
    } else if (inside(node, top)) {
      clean = false;
    }
    return clean;
  });
  return clean;
}

/// End of the leading docstring and imports: an offset at the start of a line.
struct Place {
  std::uint32_t offset = 0;
  bool after_imports = false;
  bool after_docstring = false;
};

std::uint32_t past_line(std::string_view bytes, std::uint32_t at) {
  while (at < bytes.size() && bytes[at] != '\n') ++at;
  return at < bytes.size() ? at + 1 : at;
}

Place place_of_imports(const source::ParsedModule& module) {
  Place place;
  Node last, first;
  for (const Node& statement : module.root().items()) {
    const bool same_line = last && statement.line() == last.last_line();
    if (!same_line && !is_import(statement) && !(!last && is_docstring(statement))) {
      first = statement;
      break;
    }
    if (is_import(statement))
      place.after_imports = true;
    else if (!same_line)
      place.after_docstring = true;
    last = statement;
  }
  if (last) {
    place.offset = past_line(module.bytes(), last.span().end);
    place.after_docstring = place.after_docstring && !place.after_imports;
  } else if (first) {
    place.offset = first.span().begin;
  } else {
    place.offset = static_cast<std::uint32_t>(module.bytes().size());
  }
  return place;
}

/// The end of the unbroken row of imports that the one ending at `import_end` belongs to: an offset at the start of a line.
std::uint32_t end_of_imports_from(const source::ParsedModule& module, std::uint32_t import_end) {
  std::uint32_t end = import_end;
  for (const Node& statement : module.root().items()) {
    if (statement.span().end <= import_end) continue;
    if (!is_import(statement)) break;
    end = statement.span().end;
  }
  return past_line(module.bytes(), end);
}

Edit import_edit(const source::ParsedModule& module, const std::string& line) {
  const auto newline = module.style().newline;
  const Place place = place_of_imports(module);
  const std::string_view bytes = module.bytes();
  const bool open_end = place.offset == bytes.size() && !bytes.empty() && bytes.back() != '\n';
  std::string text = line + newline;
  if (place.after_docstring) text = newline + text;
  if (open_end) text = newline + text;
  if (!place.after_imports && !place.after_docstring) text += newline + newline;
  return {{place.offset, place.offset}, text};
}

}  // namespace

namespace {

/// `a` in `from a import b`, which binds nothing.
bool names_a_source(Node use) {
  Node at = use;
  for (Node up = at.parent(); up.is("dotted_name") || up.is("relative_import"); up = at.parent()) at = up;
  const Node statement = at.parent();
  return statement.is("import_from_statement") && statement.field("module_name") == at;
}

bool is_used(const source::ParsedModule& module, std::string_view name) {
  return !std::ranges::all_of(mentions_of(module.root(), name), names_a_source);
}

}  // namespace

std::string fresh_module_name(const source::ParsedModule& module, std::string_view wish) {
  std::string name(wish);
  for (int i = 2; is_used(module, name); ++i) name = std::string(wish) + "_" + std::to_string(i);
  return name;
}

std::optional<ImportedName> ensure_import(const source::ParsedModule& module, const Facts& facts, Node place,
                                          std::string_view wanted_text) {
  const Wanted wanted = parse_wanted(wanted_text);
  const std::string dotted = wanted.name.empty() ? wanted.module : wanted.module + "." + wanted.name;
  std::optional<std::string> through_module;
  std::uint32_t end_of_module_import = 0;
  for (const Node& statement : module.root().items()) {
    if (!is_import(statement)) continue;
    for (const auto& clause : clauses(statement)) {
      const bool exact = clause.dotted == dotted;
      if (!exact && (wanted.name.empty() || clause.dotted != wanted.module)) continue;
      if (!means_module_name(module, facts, place, clause.local, clause.bound)) continue;
      if (exact) return ImportedName{clause.local, std::nullopt, statement.span().end};
      through_module = clause.local + "." + wanted.name;
      end_of_module_import = statement.span().end;
    }
  }
  if (through_module) return ImportedName{*through_module, std::nullopt, end_of_module_import};
  const std::string plain = wanted.name.empty() ? wanted.module : wanted.name;
  if (plain.find('.') != std::string::npos) return std::nullopt;
  const bool free = fresh_module_name(module, plain) == plain;
  const std::string local = free ? plain : fresh_module_name(module, "_" + plain);
  std::string line(wanted_text);
  if (!free) line += " as " + local;
  return ImportedName{local, import_edit(module, line), 0};
}

Edit module_constant(const source::ParsedModule& module, std::string_view name, std::string_view value,
                     std::uint32_t after) {
  const auto newline = module.style().newline;
  Place place = place_of_imports(module);
  if (after > place.offset) place = {end_of_imports_from(module, after), true, false};
  const std::string_view bytes = module.bytes();
  std::string text = std::string(name) + " = " + std::string(value) + newline;
  if (place.after_imports || place.after_docstring)
    text = newline + text;
  else
    text += newline + newline;
  if (place.offset == bytes.size() && !bytes.empty() && bytes.back() != '\n') text = newline + text;
  return {{place.offset, place.offset}, text};
}

}  // namespace velox::rules
