// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/block_layout.hpp"

#include <algorithm>

#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// A string, or a line that goes on behind a backslash, keeps its place on the line.
bool is_movable(Node block) {
  bool movable = true;
  source::walk(block, [&](Node node) {
    if (is_kind(node, {"string", "line_continuation"}) && node.line() != node.last_line()) movable = false;
    return movable;
  });
  return movable && block.text().find("\\\n") == std::string_view::npos;
}

/// The offsets at which the lines from the one of `first` to the block's last one start; blank lines are left out.
std::vector<std::uint32_t> starts_of_lines(std::string_view bytes, Node block, Node first) {
  std::vector<std::uint32_t> starts;
  std::uint32_t at = first.span().begin;
  while (at > 0 && bytes[at - 1] != '\n') --at;
  while (at < block.span().end) {
    const auto text = bytes.find_first_not_of(" \t\r", at);
    if (text != std::string_view::npos && bytes[text] != '\n') starts.push_back(at);
    const auto end = bytes.find('\n', at);
    if (end == std::string_view::npos) break;
    at = static_cast<std::uint32_t>(end) + 1;
  }
  return starts;
}

}  // namespace

std::optional<std::vector<Edit>> indent_from(const source::ParsedModule& module, Node block, Node first) {
  if (!owns_line(module, first) || !is_movable(block)) return std::nullopt;
  std::vector<Edit> edits;
  for (const auto at : starts_of_lines(module.bytes(), block, first))
    edits.push_back({{at, at}, module.style().indent});
  return edits;
}

std::optional<std::vector<Edit>> outdent_to(const source::ParsedModule& module, Node block, Node holder) {
  const auto statements = block.items();
  if (statements.empty() || !owns_line(module, statements.front()) || !is_movable(block)) return std::nullopt;
  const auto inner = module.indent_of(statements.front()), outer = module.indent_of(holder);
  if (!inner.starts_with(outer) || inner.size() == outer.size()) return std::nullopt;
  const std::string_view bytes = module.bytes();
  std::vector<Edit> edits;
  for (const auto at : starts_of_lines(bytes, block, statements.front())) {
    if (!bytes.substr(at).starts_with(inner)) continue;  // a comment, or the rest of an expression, further out
    const auto cut = at + static_cast<std::uint32_t>(outer.size());
    edits.push_back({{cut, at + static_cast<std::uint32_t>(inner.size())}, {}});
  }
  return edits;
}

bool always_returns(Node block) {
  const auto statements = block.items();
  if (statements.empty()) return false;
  const Node last = statements.back();
  if (is_kind(last, {"return_statement", "raise_statement"})) return true;
  if (!last.is("if_statement") || !always_returns(last.field("consequence"))) return false;
  bool otherwise = false;
  for (const Node& part : last.items()) {
    if (part.is("elif_clause") && !always_returns(part.field("consequence"))) return false;
    if (part.is("else_clause")) otherwise = always_returns(part.field("body"));
  }
  return otherwise;
}

}  // namespace velox::rules
