// SPDX-License-Identifier: Apache-2.0
// Idea: the tree written as nested kinds and tokens, names that a rewrite has made up numbered in the order in which they occur.
// Only names that are bound by assignments, loops and the like are such: a function or import that a rewrite brings in keeps
// its name, since set(x) and frozenset(x) are not the same program.
#include "velox/agents/tree_form.hpp"

#include <map>

#include "velox/base/hash.hpp"

namespace velox::agents {

namespace {

using source::Node;

// The names that a target binds; those of attributes and subscripts are bound elsewhere.
void collect_targets(Node target, std::set<std::string>& names) {
  if (target.is("identifier")) names.emplace(target.text());
  for (const auto kind :
       std::initializer_list<source::KindName>{"pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern",
                                               "as_pattern_target", "lambda_parameters"}) {
    if (!target.is(kind)) continue;
    for (const Node& item : target.items()) collect_targets(item, names);
  }
}

std::set<std::string> bound_names(const source::ParsedModule& module) {
  std::set<std::string> names;
  source::walk(module.root(), [&](Node node) {
    if (node.is("assignment") || node.is("for_statement") || node.is("for_in_clause"))
      collect_targets(node.field("left"), names);
    else if (node.is("named_expression"))
      collect_targets(node.field("name"), names);
    else if (node.is("lambda"))
      collect_targets(node.field("parameters"), names);
    else if (node.is("as_pattern_target"))
      collect_targets(node, names);
    return true;
  });
  return names;
}

bool is_layout(Node node) { return node.is("comment") || node.is("line_continuation") || node.is(";"); }

}  // namespace

std::set<std::string> names_in(const source::ParsedModule& module) {
  std::set<std::string> names;
  source::walk(module.root(), [&](Node node) {
    if (node.is("identifier")) names.emplace(node.text());
    return true;
  });
  return names;
}

std::string tree_form(const source::ParsedModule& module, const std::set<std::string>& known) {
  std::set<std::string> fresh = bound_names(module);
  std::erase_if(fresh, [&](const std::string& name) { return known.contains(name); });
  std::map<std::string, std::size_t> numbers;
  std::string form;
  const auto token = [&](Node node) -> std::string {
    std::string text(node.text());
    if (!node.is("identifier") || !fresh.contains(text)) return text;
    return "$" + std::to_string(numbers.try_emplace(text, numbers.size()).first->second);
  };
  const Node root = module.root();
  const auto enter = [&](TSNode raw) {
    const Node node = root.same_tree(raw);
    if (is_layout(node)) return false;
    // The escapes of a text are nodes with gaps between them.
    const bool whole = node.child_count() == 0 || node.is("string_content");
    form += whole ? token(node) : std::string(node.kind());
    form += whole ? '\x1f' : '\x01';
    return !whole;
  };
  source::walk_tree(root.raw(), enter, [&](TSNode raw) {
    const Node node = root.same_tree(raw);
    if (node.child_count() != 0 && !node.is("string_content")) form += '\x02';
  });
  return sha256_hex(form);
}

}  // namespace velox::agents
