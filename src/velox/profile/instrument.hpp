// SPDX-License-Identifier: Apache-2.0
// Puts the recording decorator above chosen functions (protocol section 3). Pure functions on text.
#pragma once

#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/model/span.hpp"
#include "velox/model/unit.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::profile {

/// The name under which the helper knows a unit: short, ASCII, the same in every run.
std::string capture_id(const model::UnitId& unit);

/// The edit that wraps the unit's raw function: a line directly above `def` (or `async def`), below other decorators and
/// comments, in the line's own indentation and the file's line ending. All that is inserted is ASCII, whatever the encoding.
model::Edit instrument(const source::ParsedModule& module, const model::Unit& unit);

/// The file's bytes with every listed unit instrumented. Errors: not_found (no such unit), internal.
Result<std::string> instrument_file(const source::ParsedModule& module, const std::vector<model::UnitId>& units);

}  // namespace velox::profile
