// SPDX-License-Identifier: Apache-2.0
// Lines of a file as its user has it, and as rewritings since have made it: patches that were accepted, and steps that are only
// thought of. What was measured, and what people are told, speaks of the first; rules read the second. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "velox/experiment/verified_patch.hpp"
#include "velox/model/profile.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// One rewriting of a file. Points at texts of somebody else's, who keeps them.
struct Rewriting {
  const std::string* before;
  const std::string* after;
  const std::vector<model::Edit>* edits;  ///< against `before`
};

/// What the patches did to `file`, in order; those of other files are left out.
std::vector<Rewriting> rewritings_of(const std::vector<experiment::VerifiedPatch>& patches, const std::string& file);

/// The user's line (1-based) that `line` of the file after `rewritings` was; the place of the edit that wrote it when it is
/// new. 0 stays 0, and a line beyond the end stays as it is.
std::uint32_t users_line(const std::vector<Rewriting>& rewritings, std::uint32_t line);

/// The spot with its line costs at the lines that `unit` has in `module`, which is the file after `rewritings`. What a line
/// cost that is gone is charged to the line that stands in its place.
model::HotSpot at_present_lines(const model::HotSpot& spot, const std::vector<Rewriting>& rewritings,
                                const source::ParsedModule& module, const model::Unit& unit);

}  // namespace velox::agents
