// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/pattern_rule.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <set>
#include <utility>

#include "velox/rules/condition.hpp"
#include "velox/rules/pattern.hpp"
#include "velox/rules/replacement.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {

namespace {

struct Rewrite {
  Pattern pattern;
  Replacement replacement;
  std::vector<Condition> conditions;
};

/// Code that means something else in another scope or order, or that pauses.
bool is_delicate(const Match& match) {
  for (const Node& node : match.nodes) {
    if (has_kind(node, {"await", "yield", "named_expression"})) return true;
  }
  return false;
}

class PatternRule final : public Rule {
 public:
  PatternRule(const Page& page, PythonVersion oldest, std::vector<Rewrite> rewrites)
      : page_(page), oldest_(oldest), rewrites_(std::move(rewrites)) {}

  std::string_view id() const override { return page_.id; }

  void propose(const RuleContext& context, Findings& findings) const override {
    if (context.python < oldest_) return;
    std::set<std::pair<std::uint32_t, std::uint32_t>> done;  // places where an earlier rewrite of the page fits
    for (const Rewrite& rewrite : rewrites_) {
      for (const Node& node : context.nodes.of_kind(rewrite.pattern.kind(), rewrite.pattern.word())) {
        const auto match = rewrite.pattern.match(context.facts, node);
        const std::pair place(node.span().begin, node.span().end);
        if (!match || is_delicate(*match) || done.contains(place)) continue;
        const auto before = findings.candidates.size();
        judge(context, rewrite, *match, findings);
        if (findings.candidates.size() > before) done.insert(place);
      }
    }
  }

 private:
  void judge(const RuleContext& context, const Rewrite& rewrite, const Match& match, Findings& findings) const {
    const Node at = match.nodes.front();
    Claim claim;
    std::string refusal;
    for (const Condition& condition : rewrite.conditions) {
      auto answer = condition.check(context, match, claim);
      if (answer.holds) continue;
      if (answer.reason.empty()) return;
      if (refusal.empty()) refusal = std::move(answer.reason);
    }
    if (!refusal.empty()) return refuse(findings, at, std::move(refusal));
    auto edits = rewrite.replacement.edits(context, match);
    if (!edits) {
      if (!edits.error().empty()) refuse(findings, at, std::move(edits).error());
      return;
    }
    claim.at_most(page_.assurance);
    auto& candidate =
        findings.candidates.emplace_back(make_candidate(at, claim, with_code(page_.why, match), *std::move(edits)));
    candidate.cost_before = page_.cost_before;
    candidate.cost_after = page_.cost_after;
    candidate.expected_factor = page_.factor;
  }

  Page page_;
  PythonVersion oldest_;
  std::vector<Rewrite> rewrites_;
};

Result<Rewrite> compile(const PageRewrite& text) {
  auto pattern = VX_TRY_CONTEXT("pattern", Pattern::parse(text.before));
  auto replacement = VX_TRY_CONTEXT("replacement", Replacement::parse(text.after, pattern, text.imports));
  const auto variables = pattern.text().variables();
  std::vector<Condition> conditions;
  for (const auto& condition : text.conditions) conditions.push_back(VX_TRY(Condition::parse(condition, variables)));
  return Rewrite{std::move(pattern), std::move(replacement), std::move(conditions)};
}

}  // namespace

Result<std::unique_ptr<Rule>> make_pattern_rule(const Page& page) {
  PythonVersion oldest;
  if (std::sscanf(page.python.c_str(), ">=%d.%d", &oldest.major, &oldest.minor) != 2)
    return fail(ErrorCode::invalid,
                fmt::format("catalogue page {}: python is '{}', not like '>=3.9'", page.id, page.python));
  std::vector<Rewrite> rewrites;
  for (const auto& text : page.rewrites) {
    const auto where = fmt::format("catalogue page {}, line {}", page.id, text.line);
    rewrites.push_back(VX_TRY_CONTEXT(where, compile(text)));
  }
  return std::make_unique<PatternRule>(page, oldest, std::move(rewrites));
}

}  // namespace velox::rules
