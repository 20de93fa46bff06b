// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/agents/catalogue.hpp"
#include "velox/agents/ignores.hpp"
#include "velox/agents/ruff.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/targets.hpp"

namespace velox::agents {

namespace {

// Of the time that a unit's calls take, the part that a rewrite of some of its lines can reach when line costs cannot say.
constexpr double kReachOfCallees = 0.5;
constexpr double kSavesCalls = 2;

std::uint32_t line_at(const source::ParsedModule& module, std::uint32_t offset) {
  const auto& bytes = module.bytes();
  const auto end = bytes.begin() + std::min<std::ptrdiff_t>(offset, static_cast<std::ptrdiff_t>(bytes.size()));
  return static_cast<std::uint32_t>(std::count(bytes.begin(), end, '\n')) + 1;
}

// The lines whose time a change at `span` can touch: those of the innermost loop around it without the loops inside that
// it has no part in. Not only its own lines, as a sampler looks where CPython checks for signals, at calls and at jumps back,
// and may charge any line of a loop. Outside of loops, its own lines and the next ones.
std::set<std::uint32_t> lines_reached(const source::ParsedModule& module, const model::Unit& unit,
                                      const model::Span& span) {
  std::vector<model::Span> loops;
  source::walk(module.definition(unit), [&](source::Node node) {
    if (node.is("for_statement") || node.is("while_statement")) loops.push_back(node.span());
    return true;
  });
  const auto holds = [](const model::Span& outer, const model::Span& inner) {
    return outer.begin <= inner.begin && outer.end >= inner.end;
  };
  const model::Span* around = nullptr;
  for (const auto& loop : loops) {
    if (holds(loop, span)) around = &loop;  // in order of their beginnings, so that the last is the innermost
  }
  std::set<std::uint32_t> lines;
  const auto first = line_at(module, around ? around->begin : span.begin) - (around ? 0 : 1);
  const auto last = line_at(module, around ? around->end : span.end) + (around ? 0 : 1);
  for (auto line = first; line <= last; ++line) lines.insert(line);
  for (const auto& loop : loops) {
    if (around == nullptr || !holds(*around, loop) || &loop == around || loop.overlaps(span)) continue;
    for (auto line = line_at(module, loop.begin); line <= line_at(module, loop.end); ++line) lines.erase(line);
  }
  return lines;
}

std::string left_out_text(model::Assurance promised, model::Assurance weakest) {
  return fmt::format("fits, but only by what was {}; the setting assurance = {} leaves it out",
                     model::to_string(promised), model::to_string(weakest));
}

}  // namespace

double expected_saving(const model::Candidate& candidate, const source::ParsedModule& module,
                       const model::HotSpot& spot) {
  std::set<std::uint32_t> lines;
  bool replaces_call = false;
  const model::Unit* unit = module.find_unit(candidate.unit.qualname);
  const source::Node body = unit == nullptr ? source::Node() : module.definition(*unit).field("body");
  for (const auto& edit : candidate.edits) {
    if (!body || !body.span().overlaps(edit.span)) continue;
    const auto reached = lines_reached(module, *unit, edit.span);
    lines.insert(reached.begin(), reached.end());
    const auto old = std::string_view(module.bytes()).substr(edit.span.begin, edit.span.size());
    replaces_call |= old.find('(') != std::string_view::npos;
  }
  // A rewrite with a small factor saves work of its own lines; one with a large factor may do without calls that it replaces.
  double reach = 0;
  if (candidate.expected_factor >= kSavesCalls && (replaces_call || lines.empty()))
    reach = kReachOfCallees * (spot.cumulative_share - spot.own_share);
  // A change around the body, as by a decorator, reaches all of it.
  if (lines.empty() || spot.line_share.empty()) reach += spot.own_share;
  for (const auto& [line, share] : spot.line_share) {
    if (lines.contains(line)) reach += share;
  }
  return reach * (1 - 1 / std::max(candidate.expected_factor, 1.0));
}

void weigh_all(const rules::Effects& effects, const rules::RuleContext& context, rules::Findings& findings) {
  std::vector<model::Candidate> kept;
  for (auto& candidate : findings.candidates) {
    if (auto slower = rules::weigh(effects, context, candidate))
      findings.refusals.push_back({candidate.strategy, candidate.unit, candidate.line, *std::move(slower)});
    else
      kept.push_back(std::move(candidate));
  }
  findings.candidates = std::move(kept);
}

UnitFindings weigh(rules::Findings proposed, const source::ParsedModule& module, const model::Unit& unit,
                   const model::HotSpot& spot, model::Assurance weakest, Negligible negligible) {
  UnitFindings findings{std::move(proposed)};
  const Ignores ignores(module);
  std::erase_if(findings.candidates, [&](const model::Candidate& candidate) {
    const auto line = ignores.covering(candidate, unit);
    if (line == 0) return false;
    findings.refusals.push_back({candidate.strategy, unit.id, candidate.line,
                                 fmt::format("a comment on line {} asks to leave it alone", line)});
    return true;
  });
  for (auto& candidate : findings.candidates) candidate.expected_saving = expected_saving(candidate, module, spot);
  std::erase_if(findings.candidates, [&](const model::Candidate& candidate) {
    if (negligible == Negligible::keep || candidate.expected_saving >= kNegligible) return false;
    findings.refusals.push_back({candidate.strategy, unit.id, candidate.line, "it would save hardly any of the time"});
    return true;
  });
  findings.below_assurance =
      static_cast<int>(std::erase_if(findings.candidates, [&](const model::Candidate& candidate) {
        if (candidate.assurance <= weakest) return false;
        findings.refusals.push_back(
            {candidate.strategy, unit.id, candidate.line, left_out_text(candidate.assurance, weakest)});
        return true;
      }));
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

Result<std::vector<std::unique_ptr<rules::Rule>>> chosen_rules(const fs::path& root, const Options& options) {
  VX_TRY(check_rule_ids(root, options.rules));
  std::vector<std::string> disabled = options.disabled_rules;
  std::erase_if(disabled, is_ruff_strategy);
  VX_TRY(check_rule_ids(root, disabled));
  const auto listed = [](const std::vector<std::string>& list, const std::string& id) {
    return std::ranges::find(list, id) != list.end();
  };
  std::vector<std::unique_ptr<rules::Rule>> chosen;
  for (auto& entry : VX_TRY(catalogue_of(root))) {
    const std::string& id = entry.page.id;
    if (listed(options.disabled_rules, id) || (!options.rules.empty() && !listed(options.rules, id))) continue;
    chosen.push_back(std::move(entry.rule));
  }
  return chosen;
}

}  // namespace velox::agents
