// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/example.hpp"

#include <algorithm>
#include <map>

#include "velox/rules/pattern.hpp"
#include "velox/rules/shape.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {

namespace {

bool is_statement(Node node) { return is_kind(node.parent(), {"block", "module"}); }

void descend(Node before, Node after, std::vector<Change>& outermost_first);

// Statements that differ, with one neighbour when a side has none.
void descend_blocks(std::vector<Node> before, std::vector<Node> after, std::vector<Change>& outermost_first) {
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  while (head < shorter && same_code(before[head], after[head])) ++head;
  while (tail < shorter - head && same_code(before[before.size() - 1 - tail], after[after.size() - 1 - tail])) ++tail;
  if (before.size() == head + tail || after.size() == head + tail) {
    if (head > 0)
      --head;
    else if (tail > 0)
      --tail;
    else
      return;
  }
  const auto piece = [&](const std::vector<Node>& of) {
    return std::vector<Node>(of.begin() + static_cast<std::ptrdiff_t>(head),
                             of.end() - static_cast<std::ptrdiff_t>(tail));
  };
  Change change{piece(before), piece(after)};
  if (change.before.size() == 1 && change.after.size() == 1) {
    descend(change.before.front(), change.after.front(), outermost_first);
    return;
  }
  outermost_first.push_back(std::move(change));
}

void descend(Node before, Node after, std::vector<Change>& outermost_first) {
  before = unparen(before);
  after = unparen(after);
  if (same_code(before, after)) return;
  if (before.is("block") && after.is("block")) return descend_blocks(before.items(), after.items(), outermost_first);
  const bool statements = is_statement(before) && is_statement(after);
  if (statements || (is_expression(before) && is_expression(after))) outermost_first.push_back({{before}, {after}});
  if (before.kind() != after.kind()) return;
  const auto parts = compared_parts(before), others = compared_parts(after);
  if (parts.size() != others.size()) return;
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!same_code(parts[i], others[i])) differing.push_back(i);
  }
  if (differing.size() == 1) descend(parts[differing.front()], others[differing.front()], outermost_first);
}

struct Token {
  std::string_view kind;
  std::string text;
  bool made_up = false;  ///< a name of the program's own
};

std::vector<Token> tokens_of(const ExampleSide& side) {
  std::vector<Token> tokens;
  const auto visit = [&](const auto& self, Node at) -> void {
    if (at.is("comment") || one_of(at.kind(), {"(", ")", ","})) return;
    const bool may_mean = at.is("attribute") || (at.is("identifier") && is_name_use(at));
    if (auto meaning = may_mean ? side.facts().resolve(at) : std::nullopt) {
      tokens.push_back({"meaning", *std::move(meaning), false});
      return;
    }
    if (at.child_count() == 0) {
      tokens.push_back({at.kind(), std::string(at.text()), at.is("identifier") && is_name_use(at)});
      return;
    }
    for (std::uint32_t i = 0; i < at.child_count(); ++i) self(self, at.child(i));
  };
  visit(visit, side.definition());
  return tokens;
}

}  // namespace

Result<ExampleSide> ExampleSide::parse(const std::string& text) {
  auto module = VX_TRY(source::ParsedModule::parse(text, "example.py"));
  if (module.syntax_error()) return fail(ErrorCode::invalid, "it is no Python: " + module.syntax_error()->message);
  if (module.units().empty()) return fail(ErrorCode::invalid, "it has no function");
  ExampleSide side;
  side.module_ = std::make_shared<const source::ParsedModule>(std::move(module));
  side.facts_ = std::make_shared<const Facts>(Facts::analyse(*side.module_));
  return side;
}

Result<ParsedExample> ParsedExample::parse(Example example) {
  auto before = VX_TRY_CONTEXT(example.origin + ", before", ExampleSide::parse(example.before));
  auto after = VX_TRY_CONTEXT(example.origin + ", after", ExampleSide::parse(example.after));
  return ParsedExample{std::move(example), std::move(before), std::move(after)};
}

std::vector<Change> changes_of(const ParsedExample& example) {
  std::vector<Change> changes;
  const Node before = example.before.definition(), after = example.after.definition();
  if (!same_code(before.field("parameters"), after.field("parameters"))) return changes;
  descend(before.field("body"), after.field("body"), changes);
  std::ranges::reverse(changes);
  return changes;
}

bool alike(const ExampleSide& a, const ExampleSide& b) {
  const auto left = tokens_of(a), right = tokens_of(b);
  if (left.size() != right.size()) return false;
  std::map<std::string_view, std::string_view> forth, back;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].kind != right[i].kind || left[i].made_up != right[i].made_up) return false;
    if (!left[i].made_up) {
      if (left[i].text != right[i].text) return false;
      continue;
    }
    const auto there = forth.try_emplace(left[i].text, right[i].text).first;
    const auto here = back.try_emplace(right[i].text, left[i].text).first;
    if (there->second != right[i].text || here->second != left[i].text) return false;
  }
  return true;
}

std::string rewritten(const Rule& rule, const ExampleSide& first) {
  ExampleSide side = first;
  for (int i = 0; i < kMostTimes; ++i) {
    const Findings findings = propose(rule, side.context());
    if (findings.candidates.empty()) break;
    const auto text = source::apply_edits(side.module().bytes(), findings.candidates.front().edits);
    if (!text) break;
    auto next = ExampleSide::parse(*text);
    if (!next) break;
    side = *std::move(next);
  }
  return side.module().bytes();
}

}  // namespace velox::rules
