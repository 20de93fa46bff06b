// SPDX-License-Identifier: Apache-2.0
// Small text helpers that several folders need. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace velox::text {

std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string_view trim(std::string_view text);
/// Every occurrence, left to right; an empty `from` changes nothing.
std::string replace_all(std::string text, std::string_view from, std::string_view to);
/// "1 input", "7 inputs".
std::string counted(long long count, std::string_view noun);
/// Splits a command line as a POSIX shell would, without expansion. Unbalanced quotes give an empty vector.
std::vector<std::string> shell_split(std::string_view command);
/// Quotes for a POSIX shell when needed.
std::string shell_quote(std::string_view word);
/// The last `lines` lines, for showing the end of a program's error output.
std::string tail_lines(std::string_view text, int lines);

}  // namespace velox::text
