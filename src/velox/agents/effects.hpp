// SPDX-License-Identifier: Apache-2.0
// The tables of measured effects that count in a project: its own, `.velox/effects.json`, and that of the program.
#pragma once

#include <string>
#include <vector>

#include "velox/base/error.hpp"
#include "velox/base/file_system.hpp"
#include "velox/rules/effects.hpp"

namespace velox::agents {

/// The interpreter that reports name "CPython 3.11.2".
rules::TargetPython python_named(const std::string& name);

/// Where a project keeps what was measured on its own machines.
fs::path effects_file(const fs::path& root);

/// The project's table, when there is one, then the program's. Errors: invalid: a malformed table, with its file; io.
Result<std::vector<rules::EffectsTable>> effects_tables(const fs::path& root);

/// Puts measurements into the table in `file`, which is made when there is none. Errors: as effects_tables.
Result<void> add_effects(const fs::path& file, const std::vector<rules::Measured>& measured);

}  // namespace velox::agents
