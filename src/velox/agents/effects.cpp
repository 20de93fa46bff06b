// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/effects.hpp"

#include <cstdio>

namespace velox::agents {

namespace {

/// An empty table when there is no such file.
Result<rules::EffectsTable> table_in(const fs::path& file) {
  const auto text = read_file(file);
  if (!text && text.error().code() == ErrorCode::not_found) return rules::EffectsTable();
  if (!text) return std::unexpected(text.error());
  return VX_TRY_CONTEXT(file.string(), rules::EffectsTable::parse(*text));
}

}  // namespace

rules::TargetPython python_named(const std::string& name) {
  rules::TargetPython python;
  const auto space = name.find(' ');
  if (space == std::string::npos) return python;
  python.implementation = name.substr(0, space);
  std::sscanf(name.c_str() + space, "%d.%d", &python.major, &python.minor);
  return python;
}

fs::path effects_file(const fs::path& root) { return root / ".velox/effects.json"; }

Result<std::vector<rules::EffectsTable>> effects_tables(const fs::path& root) {
  std::vector<rules::EffectsTable> tables;
  tables.push_back(VX_TRY(table_in(effects_file(root))));
  tables.push_back(VX_TRY_CONTEXT("catalogue/effects.json", rules::EffectsTable::parse(rules::embedded_effects())));
  return tables;
}

Result<void> add_effects(const fs::path& file, const std::vector<rules::Measured>& measured) {
  auto table = VX_TRY(table_in(file));
  for (const auto& one : measured) table.put(one);
  if (file.has_parent_path()) VX_TRY(make_folder(file.parent_path()));
  return write_file_atomic(file, table.text());
}

}  // namespace velox::agents
