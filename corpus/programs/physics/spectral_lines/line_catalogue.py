# SPDX-License-Identifier: Apache-2.0
from collections import namedtuple

Line = namedtuple("Line", ["element", "wavelength", "strength"])
Peak = namedtuple("Peak", ["wavelength", "height", "width"])

LIGHT_SPEED = 299792.458  # km/s


def air_to_vacuum(angstrom):
    """Edlen's refraction formula in the version of Morton."""
    sigma2 = (1e4 / angstrom) ** 2
    n = 1 + 6.4328e-5 + 2.94981e-2 / (146 - sigma2) + 2.5540e-4 / (41 - sigma2)
    return angstrom * n


def shifted(angstrom, velocity):
    return angstrom * (1 + velocity / LIGHT_SPEED)


def smooth(flux, half):
    """Running mean of 2*half+1 samples, shorter at the ends."""
    result = []
    for i in range(len(flux)):
        window = flux[max(0, i - half):i + half + 1]
        result.append(sum(window) / len(window))
    return result


def continuum(flux, half):
    """Running median as estimate of the background."""
    level = []
    for i in range(len(flux)):
        window = sorted(flux[max(0, i - half):i + half + 1])
        level.append(window[len(window) // 2])
    return level


def find_peaks(wavelengths, flux, threshold):
    """Local maxima that rise above the continuum by more than the threshold."""
    clean = smooth(flux, 1)
    base = continuum(clean, 20)
    peaks = []
    for i in range(1, len(clean) - 1):
        height = clean[i] - base[i]
        if height > threshold and clean[i - 1] < clean[i] >= clean[i + 1]:
            left = right = i
            while left > 0 and clean[left] - base[left] > height / 2:
                left -= 1
            while right < len(clean) - 1 and clean[right] - base[right] > height / 2:
                right += 1
            peaks.append(Peak(wavelengths[i], height, wavelengths[right] - wavelengths[left]))
    return peaks
