// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/base/hash.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/targets.hpp"

namespace velox::agents {

namespace {

// Of the time that a unit's calls take, the part that a rewrite of some of its lines can reach when line costs cannot say.
constexpr double kReachOfCallees = 0.5;

std::uint32_t line_at(const source::ParsedModule& module, std::uint32_t offset) {
  const auto& bytes = module.bytes();
  const auto end = bytes.begin() + std::min<std::ptrdiff_t>(offset, static_cast<std::ptrdiff_t>(bytes.size()));
  return static_cast<std::uint32_t>(std::count(bytes.begin(), end, '\n')) + 1;
}

// The lines whose time a change at `span` can touch: those of the innermost loop around it, as a sampler looks where CPython
// checks for signals, at calls and at jumps back, and may charge any line of the loop; else its own and the next ones.
std::set<std::uint32_t> lines_reached(const source::ParsedModule& module, const model::Unit& unit,
                                      const model::Span& span) {
  model::Span reached = span;
  std::uint32_t around = 1;
  source::walk(module.definition(unit), [&](source::Node node) {
    const model::Span whole = node.span();
    if (whole.end < span.begin || whole.begin > span.end) return false;
    const bool loop = node.is("for_statement") || node.is("while_statement");
    if (loop && whole.begin <= span.begin && whole.end >= span.end) {
      reached = whole;
      around = 0;
    }
    return true;
  });
  std::set<std::uint32_t> lines;
  for (auto line = line_at(module, reached.begin) - around; line <= line_at(module, reached.end) + around; ++line)
    lines.insert(line);
  return lines;
}

}  // namespace

double expected_saving(const model::Candidate& candidate, const source::ParsedModule& module,
                       const model::HotSpot& spot) {
  std::set<std::uint32_t> lines{candidate.line};
  const model::Unit* unit = module.find_unit(candidate.unit.qualname);
  for (const auto& edit : candidate.edits) {
    if (unit == nullptr || !unit->span.overlaps(edit.span)) continue;
    const auto reached = lines_reached(module, *unit, edit.span);
    lines.insert(reached.begin(), reached.end());
  }
  double reach = kReachOfCallees * (spot.cumulative_share - spot.own_share);
  for (const auto& [line, share] : spot.line_share) {
    if (lines.contains(line)) reach += share;
  }
  return reach * (1 - 1 / std::max(candidate.expected_factor, 1.0));
}

rules::Findings find_candidates(const std::vector<std::unique_ptr<rules::Rule>>& rules,
                                const source::ParsedModule& module, const analysis::Facts& facts,
                                const model::Unit& unit, const model::HotSpot& spot,
                                const model::ObservedUnit* observed, rules::PythonVersion python,
                                model::Assurance weakest) {
  const rules::RuleContext context{module, facts, unit, module.definition(unit), observed, &spot, python};
  rules::Findings findings = rules::propose_all(rules, context);
  std::erase_if(findings.candidates, [&](const model::Candidate& candidate) { return candidate.assurance > weakest; });
  for (auto& candidate : findings.candidates) candidate.expected_saving = expected_saving(candidate, module, spot);
  return findings;
}

std::optional<model::Candidate> make_placebo(const source::ParsedModule& module, const model::Unit& unit) {
  const source::Node body = module.definition(unit).field("body");
  if (!body || body.named_count() == 0 || body.line() == unit.line) return std::nullopt;
  const source::Node first = body.named(0);
  model::Candidate placebo;
  placebo.strategy = "placebo";
  placebo.unit = unit.id;
  placebo.file = module.file();
  placebo.line = first.line();
  placebo.edits.push_back({{first.span().begin, first.span().begin},
                           "# placebo" + module.style().newline + std::string(module.indent_of(first))});
  placebo.assurance = model::Assurance::proven;
  placebo.why = "changes nothing; shows what noise alone can do";
  placebo.placebo = true;
  placebo.id = short_hash("placebo" + unit.id.text() + module.bytes());
  return placebo;
}

Result<std::vector<std::unique_ptr<rules::Rule>>> chosen_rules(const Options& options) {
  auto all = rules::builtin_rules();
  std::vector<std::string> ids;
  for (const auto& rule : all) ids.emplace_back(rule->id());
  const auto known = [&](const std::vector<std::string>& wanted) -> Result<void> {
    for (const std::string& id : wanted) {
      if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
      const auto near = profile::near_names(id, ids);
      return fail(ErrorCode::usage, fmt::format("there is no rule '{}'", id),
                  near.empty() ? "`velox rules` lists them." : "Did you mean " + text::join(near, " or ") + "?");
    }
    return {};
  };
  VX_TRY(known(options.rules));
  VX_TRY(known(options.disabled_rules));
  std::erase_if(all, [&](const auto& rule) {
    const auto listed = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), rule->id()) != list.end();
    };
    return listed(options.disabled_rules) || (!options.rules.empty() && !listed(options.rules));
  });
  return all;
}

}  // namespace velox::agents
