// SPDX-License-Identifier: Apache-2.0
// Lines of a file as its user has it, and as the patches accepted so far have made it. What was measured, and what people
// are told, speaks of the first; rules read the second. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "velox/experiment/verified_patch.hpp"
#include "velox/model/profile.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// The user's line (1-based) that `line` of the file after `patches` was; the place of the edit that wrote it when it is new.
/// `patches` may hold those of other files. 0 stays 0, and a line beyond the end stays as it is.
std::uint32_t users_line(const std::vector<experiment::VerifiedPatch>& patches, const std::string& file,
                         std::uint32_t line);

/// The spot with its line costs at the lines that `unit` has in `module`, which is the file after `patches`.
model::HotSpot at_present_lines(const model::HotSpot& spot, const std::vector<experiment::VerifiedPatch>& patches,
                                const source::ParsedModule& module, const model::Unit& unit);

}  // namespace velox::agents
