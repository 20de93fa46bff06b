// SPDX-License-Identifier: Apache-2.0
#include "velox/cli/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "velox/base/text.hpp"

namespace velox::cli {

namespace {

constexpr int kStrategyColumns = 30;
constexpr int kShownRefusals = 12;
constexpr std::size_t kListedUnits = 10;
constexpr int kNoteColumns = 80;
constexpr int kNameColumns = 28;
constexpr int kLeastNameColumns = 8;
constexpr int kShareColumns = 21;  ///< of a line of units: the shares, and the gaps between columns

std::string place(const std::string& file, std::uint32_t line) { return fmt::format("{}:{}", file, line); }

std::string calls_text(const model::HotSpot& spot) { return spot.calls > 0 ? plural(spot.calls, "call") : ""; }

// Columns of a table of units: names and places give way to the terminal's width, shares and calls do not.
struct UnitColumns {
  int name = kNameColumns, place = kNameColumns, calls = 0;
};

UnitColumns unit_columns(const agents::Report& report, int width) {
  UnitColumns columns;
  for (std::size_t i = 0; i < std::min(report.units.size(), kListedUnits); ++i)
    columns.calls = std::max(columns.calls, columns_of(calls_text(report.units[i].spot)));
  const int left = width - kShareColumns - columns.calls;
  columns.name = std::clamp((left + 1) / 2, kLeastNameColumns, kNameColumns);
  columns.place = std::clamp(left - columns.name, kLeastNameColumns, kNameColumns);
  return columns;
}

std::string spot_line(const model::HotSpot& spot, const UnitColumns& columns, const Style& style) {
  return fmt::format("  {:>6} {:>6}  {}  {}  {}", show_share(spot.own_share), show_share(spot.cumulative_share),
                     style.bold(fit(spot.unit.qualname, columns.name)),
                     style.dim(fit_end(place(spot.unit.file, spot.line), columns.place)), calls_text(spot));
}

int changed_lines(const std::string& diff) {
  int count = 0;
  for (const std::string& line : text::split(diff, '\n')) {
    if ((line.starts_with('+') && !line.starts_with("+++")) || (line.starts_with('-') && !line.starts_with("---"))) {
      ++count;
    }
  }
  return count;
}

std::string whole_line(const agents::Report& report, const Style& style) {
  if (!report.whole) return "";
  const auto& whole = *report.whole;
  const auto& speedup = whole.confirmed ? whole.confirmed : whole.speedup;
  if (whole.kind == model::VerdictKind::inconclusive && speedup && speedup->pairs > 0) {
    return fmt::format("  {}  about {} ({}, too few to be sure)\n", style.bold("workload"),
                       show_factor(speedup->estimate), plural(static_cast<std::uint64_t>(speedup->pairs), "pair"));
  }
  if (!whole.accepted() || !speedup) {
    return fmt::format("  {}  {}\n", style.bold("workload"), whole.reason);
  }
  return fmt::format("  {}  {} → {}   {}   {}\n", style.bold("workload"), show_seconds(report.baseline.cpu_s),
                     style.green(show_seconds(report.baseline.cpu_s / speedup->estimate)),
                     style.green(show_speedup(*speedup)),
                     style.dim(fmt::format("CPU time, {} of whole runs in fresh processes",
                                           plural(static_cast<std::uint64_t>(speedup->pairs), "pair"))));
}

std::string why_block(const agents::Report& report, const Style& style) {
  std::string out = "\n  why it is faster\n";
  for (const auto& patch : report.patches) {
    const auto& candidate = patch.candidate();
    std::string text = candidate.strategy + " in " + candidate.unit.qualname + ": " + candidate.why;
    if (!candidate.cost_before.empty() && candidate.cost_before != candidate.cost_after) {
      text += fmt::format(" ({} → {})", candidate.cost_before, candidate.cost_after);
    }
    out += wrap_text(text, 4, style.width);
    for (const std::string& assumption : patch.verdict().assumptions) {
      out += wrap_text("assumes: " + assumption, 6, style.width);
    }
  }
  return out;
}

std::string refusals_block(const agents::Report& report, const Style& style) {
  std::string out;
  int shown = 0, left = 0;
  for (const auto& unit : report.units) {
    for (const auto& refusal : unit.refusals) {
      if (shown++ < kShownRefusals)
        out += refusal_line(refusal, style) + "\n";
      else
        ++left;
    }
  }
  if (left > 0) out += style.dim(fmt::format("    and {} more: velox show {}\n", left, report.run));
  return out.empty() ? out : "\n  left alone\n" + out;
}

// Only time was lacking; what was confirmed was held back for another reason, which its line says.
bool undecided(const agents::Attempt& attempt) {
  return attempt.verdict.kind == model::VerdictKind::inconclusive && attempt.verdict.more_time_decides;
}

// REQUIRES: the report has no patch.
std::string nothing_text(const agents::Report& report) {
  std::size_t tried = 0, open = 0, weak = 0;
  for (const auto& unit : report.units) {
    tried += unit.attempts.size();
    open += static_cast<std::size_t>(std::ranges::count_if(unit.attempts, undecided));
    weak += static_cast<std::size_t>(unit.below_assurance);
  }
  if (open > 0) {
    return fmt::format("nothing decided in the time: {} tried, {} undecided; a larger --budget decides",
                       plural(static_cast<std::uint64_t>(tried), "rewrite"), open);
  }
  if (report.out_of_time && tried == 0)
    return "the budget ended before a rewrite could be tried: give a larger --budget";
  if (report.out_of_time) {
    return fmt::format("nothing gained in the time: {} tried, none right and faster; more wait for a larger --budget",
                       plural(static_cast<std::uint64_t>(tried), "rewrite"));
  }
  if (tried == 0 && weak > 0) {
    return fmt::format("nothing tried: {} fit, but with less assurance than was asked for (--assurance)",
                       plural(static_cast<std::uint64_t>(weak), "rewrite"));
  }
  if (tried == 0) {
    return "nothing to gain here: no rewrite of the catalogue fits the units that take the time";
  }
  return fmt::format("nothing to gain here: {} tried, none right and faster",
                     plural(static_cast<std::uint64_t>(tried), "rewrite"));
}

}  // namespace

std::string header_line(const agents::Report& report, const Style& style) {
  return fmt::format("{} · workload: {} · {} · sandbox {}", style.bold(report.target), report.workload, report.python,
                     report.sandbox);
}

std::string profile_block(const agents::Report& report, const Style& style) {
  std::string out = fmt::format("\n  baseline  {} wall   {} CPU   {}", show_seconds(report.baseline.wall_s),
                                show_seconds(report.baseline.cpu_s), show_bytes(report.baseline.peak_rss_bytes));
  if (report.noise > 0) out += fmt::format("   noise ±{:.1f} %", report.noise * 100);
  out += "\n" + style.dim("     own  total") + "\n";
  const UnitColumns columns = unit_columns(report, style.width);
  for (std::size_t i = 0; i < std::min(report.units.size(), kListedUnits); ++i) {
    const auto& unit = report.units[i];
    out += spot_line(unit.spot, columns, style);
    if (!unit.note.empty())
      out += "  " + style.dim(columns_of(unit.note) > kNoteColumns ? fit(unit.note, kNoteColumns) : unit.note);
    out += "\n";
  }
  if (report.units.size() > kListedUnits)
    out += style.dim(fmt::format("          and {} more\n", report.units.size() - kListedUnits));
  if (!out.empty()) out.pop_back();
  return out;
}

std::string equivalence_text(const model::Verdict& verdict) {
  const auto& counts = verdict.equivalence;
  std::vector<std::string> parts;
  if (counts.tests_run > 0) parts.push_back(plural(static_cast<std::uint64_t>(counts.tests_passed), "test"));
  const int inputs = counts.captured + counts.generated + counts.held_out;
  if (inputs > 0) parts.push_back(plural(static_cast<std::uint64_t>(inputs), "input"));
  if (counts.whole_runs > 0) parts.push_back(plural(static_cast<std::uint64_t>(counts.whole_runs), "whole run"));
  if (counts.mutants > 0)
    parts.push_back(fmt::format("{:.0f} % of mutants seen", 100.0 * counts.mutants_killed / counts.mutants));
  std::string out = model::to_string(verdict.assurance);
  if (!parts.empty()) out += ": " + text::join(parts, ", ");
  return out;
}

namespace {

std::string power_of(const model::GrowthSide& side) {
  return side.name == "2^n" ? side.name : fmt::format("n^{:.2f}", std::abs(side.exponent) < 0.005 ? 0 : side.exponent);
}

}  // namespace

std::string growth_text(const std::optional<model::Growth>& growth) {
  if (!growth || !growth->skipped.empty()) return "";
  const auto &before = growth->before, &after = growth->after;
  std::string out = fmt::format("grows {} → {}", power_of(before), power_of(after));
  if (!before.name.empty() && !after.name.empty()) out += fmt::format(" ({} → {})", before.name, after.name);
  out += " with " + growth->parameter;
  if (!growth->pays) return out + fmt::format(" · does not pay at n = {:.0f}", growth->sizes.back().n);
  if (growth->pays_from > 0) out += fmt::format(" · pays from n = {:.0f}", std::ceil(growth->pays_from));
  if (growth->calls_lost >= 0.005) out += fmt::format(" ({} of calls are smaller)", show_share(growth->calls_lost));
  return out;
}

std::string attempt_line(const agents::Attempt& attempt, const Style& style) {
  const auto& verdict = attempt.verdict;
  // A sequence of rewrites is told in full: its last step is not the least of it.
  const std::string& strategy = attempt.candidate.strategy;
  const std::string name = strategy.contains(" + ") ? strategy : fit(strategy, kStrategyColumns);
  if (verdict.accepted()) {
    const auto& speedup = verdict.confirmed ? verdict.confirmed : verdict.speedup;
    const std::string growth = growth_text(verdict.growth);
    return fmt::format(
               "    {} {} {}   {}   {}", style.green("✔"), name, style.green(speedup ? show_speedup(*speedup) : ""),
               plural(static_cast<std::uint64_t>(verdict.pairs), "pair"), style.dim(equivalence_text(verdict))) +
           (growth.empty() ? "" : "\n      " + style.dim(growth));
  }
  const bool wrong = verdict.kind == model::VerdictKind::not_equivalent || verdict.kind == model::VerdictKind::unsafe ||
                     verdict.kind == model::VerdictKind::failed;
  return fmt::format("    {} {} {}: {}", wrong ? style.red("✘") : style.dim("·"), name, model::to_string(verdict.kind),
                     verdict.reason);
}

std::string refusal_line(const model::Refusal& refusal, const Style& style) {
  return fmt::format("    {} {} {} {}", style.dim("–"), fit(refusal.strategy, kStrategyColumns),
                     style.dim(fmt::format("{}:{}", refusal.unit.qualname, refusal.line)), refusal.reason);
}

std::string quiet_line(const agents::Report& report) {
  if (report.patches.empty()) return fmt::format("{}: {}\n", report.target, nothing_text(report));
  const auto& whole = report.whole;
  const std::string gain = whole && whole->accepted() && whole->speedup
                               ? show_speedup(whole->confirmed ? *whole->confirmed : *whole->speedup) + " end to end"
                               : "no end-to-end figure";
  return fmt::format("{}: {}, {} · run {}{}\n", report.target, plural(report.patches.size(), "verified change"), gain,
                     report.run, report.applied ? " applied" : "");
}

std::string closing_block(const agents::Report& report, const Style& style) {
  std::string out = refusals_block(report, style) + "\n";
  if (report.patches.empty()) {
    out += "  " + style.bold(nothing_text(report)) + "\n";
  } else {
    out += whole_line(report, style);
    out += why_block(report, style);
    out += "\n" + paint_diff(report.combined_diff, style) + "\n";
  }
  const std::string placebo = report.placebo_run > 0
                                  ? fmt::format("placebo {}/{} accepted", report.placebo_accepted, report.placebo_run)
                                  : "no time for a placebo";
  out += fmt::format("  {} · {} of {} used{}\n", placebo, show_seconds(report.elapsed_s), show_seconds(report.budget_s),
                     report.out_of_time ? " · the budget ended before every rewrite was tried (--budget)" : "");
  if (report.patches.empty()) {
    out += fmt::format("  velox show {} · velox explain {}\n", report.run, report.run);
    return out;
  }
  const std::string size = fmt::format("{}, {}", plural(report.patches.size(), "change"),
                                       plural(static_cast<std::uint64_t>(changed_lines(report.combined_diff)), "line"));
  if (report.applied) {
    out += fmt::format("  {} {}: {} applied · velox show {} · velox rollback {}\n", style.bold("run"), report.run, size,
                       report.run, report.run);
  } else {
    out += fmt::format("  {} {}: {} · velox show {} · velox apply {} · velox explain {}\n", style.bold("run"),
                       report.run, size, report.run, report.run, report.run);
  }
  return out;
}

}  // namespace velox::cli
