// SPDX-License-Identifier: Apache-2.0
// A report as a person reads it. Pure functions from values to text.
#pragma once

#include <optional>
#include <string>

#include "velox/agents/report.hpp"
#include "velox/cli/terminal.hpp"

namespace velox::cli {

/// "report.py · workload: its own __main__ · CPython 3.11.2 · sandbox bubblewrap · seed 7".
std::string header_line(const agents::Report& report, const Style& style);
/// Baseline and hot spots.
std::string profile_block(const agents::Report& report, const Style& style);
/// One judged candidate: mark, strategy, speed-up or reason.
std::string attempt_line(const agents::Attempt& attempt, const Style& style);
std::string refusal_line(const model::Refusal& refusal, const Style& style);
/// After the last unit: end-to-end result, why each change is faster, the diff, and the next commands.
std::string closing_block(const agents::Report& report, const Style& style);
/// The result in one line, for --quiet.
std::string quiet_line(const agents::Report& report);
/// "grows n^1.98 → n^1.02 (n^2 → n) with xs, ys · pays from n = 12"; empty when it was not measured.
std::string growth_text(const std::optional<model::Growth>& growth);
/// "tested: 3 tests, 412 inputs".
std::string equivalence_text(const model::Verdict& verdict);

}  // namespace velox::cli
